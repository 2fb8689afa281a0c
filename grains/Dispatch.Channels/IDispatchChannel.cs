using Dispatch.Abstractions;

namespace Dispatch.Channels;

/// <summary>Carries shipments of one kind to its configured destinations. Knows nothing of grains and storage; any number of calls may run at once.</summary>
public interface IDispatchChannel
{
    /// <summary>The kind of dispatch that it carries.</summary>
    DispatchKind Kind { get; }

    /// <summary>
    /// One lane per destination: the unit of concurrency, pausing and breaking. A lane that is there stays as it is while the process runs; further ones may come,
    /// such as the queues of a print server. The list never changes: while nothing has come it is the same object, then another one.
    /// </summary>
    IReadOnlyList<ChannelLane> Lanes { get; }

    /// <summary>
    /// Whether a destination without a lane is certainly not configured, so that what is open for it is held. Else it waits: its lane may come, or another silo
    /// may have it already.
    /// </summary>
    bool KnowsAllLanes => true;

    /// <summary>What it sends to and watches: relays, printers. Empty where nothing is watched.</summary>
    IReadOnlyList<DestinationState> Destinations => [];

    /// <summary>
    /// Whether an attempt may begin in a lane now. A lane whose destinations are all down takes none but a probe now and then; its dispatches stay as they are.
    /// </summary>
    bool Takes(ChannelLane lane) => true;

    /// <summary>
    /// Makes one attempt. The identity of its effect (Message-ID, file name) depends on the shipment alone, so a repeated attempt is recognized.
    /// Expected endings are returned; an exception means broken code and counts as <see cref="AttemptOutcome.Unknown"/>.
    /// </summary>
    /// <param name="shipment">What to send, frozen at finalization.</param>
    /// <param name="documents">Where its documents are read from.</param>
    /// <param name="cancellationToken">Honoured up to the point of no return (the first byte of content); after it the answer is awaited.</param>
    Task<AttemptOutcome> SendAsync(Shipment shipment, IDocumentSource documents, CancellationToken cancellationToken);

    /// <summary>Asks the destination what became of an earlier attempt whose end is not known.</summary>
    /// <returns>The outcome (<see cref="AttemptOutcome.Deferred"/> when it certainly has nothing); none if the destination cannot answer.</returns>
    Task<AttemptOutcome?> AskAsync(Shipment shipment, CancellationToken cancellationToken);
}
