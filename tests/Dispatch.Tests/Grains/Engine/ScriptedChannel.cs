using System.Collections.Concurrent;
using System.Threading.Channels;
using Dispatch.Abstractions;
using Dispatch.Channels;

namespace Dispatch.Tests.Grains.Engine;

/// <summary>
/// A channel whose outcomes a test decides, for those that a real peer cannot be made to give at the right moment: hanging sends,
/// outcomes that come while something else happens, unknown ones.
/// </summary>
internal sealed class ScriptedChannel(DispatchKind kind, string destination) : IDispatchChannel
{
    private readonly Channel<Shipment> _arrivals = Channel.CreateUnbounded<Shipment>();
    private readonly ConcurrentQueue<Shipment> _sent = new();

    public DispatchKind Kind => kind;

    public int SlotCount { get; init; } = 16;

    public TimeSpan SendBudget { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    public UnknownRule OnUnknown { get; init; } = kind == DispatchKind.Post ? UnknownRule.Hold : UnknownRule.Resend;

    public Func<Shipment, CancellationToken, Task<AttemptOutcome>> OnSend { get; set; } = (_, _) => Task.FromResult(Delivered);

    /// <summary>Whether its lane takes attempts.</summary>
    public bool IsUp { get; set; } = true;

    public bool Takes(ChannelLane lane) => IsUp;

    public IReadOnlyList<DestinationState> Destinations { get; set; } = [];

    public Func<Shipment, AttemptOutcome?> OnAsk { get; set; } = _ => null;

    public IReadOnlyList<ChannelLane> Lanes =>
        [new(kind, destination, SlotCount, SendBudget, new RetrySchedule(FirstDelay, FirstDelay * 4, TimeSpan.FromHours(1)), OnUnknown)];

    public IReadOnlyCollection<Shipment> Sent => _sent;

    public static AttemptOutcome Delivered { get; } = new AttemptOutcome.Delivered(new Proof("test", "250"));

    public static AttemptOutcome Deferred { get; } = new AttemptOutcome.Deferred(ReasonCode.ConnectRefused, "451");

    public static AttemptOutcome Refused { get; } = new AttemptOutcome.Refused(ReasonCode.RecipientRefused, "550 5.1.1");

    public static AttemptOutcome Unknown { get; } = new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.ConnectionLost);

    public static ScriptedChannel Email(params AttemptOutcome[] outcomes) => new ScriptedChannel(DispatchKind.Email, "relay").Answering(outcomes);

    public static ScriptedChannel Post(params AttemptOutcome[] outcomes) => new ScriptedChannel(DispatchKind.Post, "default").Answering(outcomes);

    /// <summary>Answers a dispatch's attempts in this order, and delivers after that.</summary>
    public ScriptedChannel Answering(params AttemptOutcome[] outcomes)
    {
        OnSend = (shipment, _) => Task.FromResult(shipment.Attempt <= outcomes.Length ? outcomes[shipment.Attempt - 1] : Delivered);
        return this;
    }

    /// <summary>Waits for the next attempt to begin.</summary>
    public async Task<Shipment> NextAsync() => await _arrivals.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TestEngine.Patience);

    public Task<AttemptOutcome> SendAsync(Shipment shipment, IDocumentSource documents, CancellationToken cancellationToken)
    {
        _sent.Enqueue(shipment);
        _arrivals.Writer.TryWrite(shipment);
        return OnSend(shipment, cancellationToken);
    }

    public Task<AttemptOutcome?> AskAsync(Shipment shipment, CancellationToken cancellationToken) => Task.FromResult(OnAsk(shipment));
}
