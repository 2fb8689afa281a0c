using Dispatch.Abstractions;
using Dispatch.Channels;

namespace Dispatch.Benchmarks.Engines.Own;

/// <summary>A channel that hands every shipment to the batch, which does nothing with it.</summary>
internal sealed class SinkChannel(DispatchKind kind, string destination) : IDispatchChannel
{
    private const int SlotCount = 512;

    private static readonly Task<AttemptOutcome> Delivered = Task.FromResult<AttemptOutcome>(new AttemptOutcome.Delivered(new Proof("sink", "250 2.0.0")));
    private static readonly Task<AttemptOutcome> Deferred = Task.FromResult<AttemptOutcome>(new AttemptOutcome.Deferred(ReasonCode.ConnectRefused, "451"));

    public DispatchKind Kind => kind;

    public IReadOnlyList<ChannelLane> Lanes { get; } =
        [new(kind, destination, SlotCount, TimeSpan.FromMinutes(1), new RetrySchedule(Batch.RetryDelay, TimeSpan.FromHours(1), TimeSpan.FromDays(1)), UnknownRule.Resend)];

    public Task<AttemptOutcome> SendAsync(Shipment shipment, IDocumentSource documents, CancellationToken cancellationToken)
    {
        var definition = kind == DispatchKind.Email ? Batch.FirstDefinition : Batch.SecondDefinition;
        return Batch.Current.TrySend(shipment.InvoiceNumber, definition, shipment.Attempt) ? Delivered : Deferred;
    }

    public Task<AttemptOutcome?> AskAsync(Shipment shipment, CancellationToken cancellationToken) => Task.FromResult<AttemptOutcome?>(null);
}
