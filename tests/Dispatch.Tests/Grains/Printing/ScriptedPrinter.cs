using System.Collections.Concurrent;
using System.Threading.Channels;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Print;
using Dispatch.Tests.Grains.Engine;

namespace Dispatch.Tests.Grains.Printing;

/// <summary>Printers that take print batches and whose outcomes a test decides.</summary>
internal sealed class ScriptedPrinter(params string[] printers) : IDispatchChannel, IPrintBatchChannel
{
    private readonly Channel<BatchShipment> _arrivals = System.Threading.Channels.Channel.CreateUnbounded<BatchShipment>();
    private readonly ConcurrentQueue<(BatchShipment Batch, byte[] Pdf)> _sent = new();
    private readonly ConcurrentQueue<Shipment> _letters = new();

    public DispatchKind Kind => DispatchKind.Post;

    public BatchRule Rule { get; set; } = new(BatchSize: 500, IsDuplex: true, EnvelopeSheets: []);

    public TimeSpan SendBudget { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The printers that take each letter by itself.</summary>
    public HashSet<string> Singles { get; } = [];

    /// <summary>The printers that are not configured any more, or whose server does not answer.</summary>
    public HashSet<string> Gone { get; } = [];

    /// <summary>Whether printers come from a server that does not answer.</summary>
    public bool HasServerAway { get; set; }

    /// <summary>How often somebody asked whether an unknown printer may come yet.</summary>
    public int AskedCount { get; private set; }

    public bool KnowsAllLanes
    {
        get
        {
            AskedCount++;
            return !HasServerAway;
        }
    }

    public IReadOnlyList<ChannelLane> Lanes =>
    [
        .. printers.Where(printer => !Gone.Contains(printer)).Select(printer => new ChannelLane(
            DispatchKind.Post, printer, 4, SendBudget, new RetrySchedule(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(80), TimeSpan.FromHours(1)), UnknownRule.Hold)),
    ];

    public Func<BatchShipment, CancellationToken, Task<BatchOutcome>> OnBatch { get; set; } = (_, _) => Answer(Printed);

    public Func<BatchShipment, BatchOutcome?> OnAskBatch { get; set; } = _ => null;

    /// <summary>The batches that were sent, each with its PDF.</summary>
    public IReadOnlyList<(BatchShipment Batch, byte[] Pdf)> Sent => [.. _sent];

    /// <summary>The letters that were sent by themselves.</summary>
    public IReadOnlyList<Shipment> Letters => [.. _letters];

    public static AttemptOutcome Printed { get; } = new AttemptOutcome.Delivered(new Proof("ipp", "7"));

    public static Task<BatchOutcome> Answer(AttemptOutcome outcome) => Task.FromResult(BatchOutcome.OfAll(outcome)!);

    /// <summary>Answers a batch's attempts in this order, and prints after that.</summary>
    public ScriptedPrinter Answering(params AttemptOutcome[] outcomes)
    {
        OnBatch = (batch, _) => Answer(batch.Attempt <= outcomes.Length ? outcomes[batch.Attempt - 1] : Printed);
        return this;
    }

    /// <summary>Waits for the next attempt to begin.</summary>
    public async Task<BatchShipment> NextAsync() => await _arrivals.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TestEngine.Patience);

    public BatchRule? BatchesOf(string printer) => printers.Contains(printer) && !Singles.Contains(printer) ? Rule : null;

    public async Task<BatchOutcome> SendBatchAsync(BatchShipment batch, CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        await using (var pdf = await batch.OpenAsync!(cancellationToken))
            await pdf.CopyToAsync(copy, cancellationToken);
        _sent.Enqueue((batch, copy.ToArray()));
        _arrivals.Writer.TryWrite(batch);
        return await OnBatch(batch, cancellationToken);
    }

    public Task<BatchOutcome?> AskBatchAsync(BatchShipment batch, CancellationToken cancellationToken) => Task.FromResult(OnAskBatch(batch));

    public Task<IReadOnlyList<PrinterStatus>> GetStatusAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<PrinterStatus>>([]);

    public Task<AttemptOutcome> SendAsync(Shipment shipment, IDocumentSource documents, CancellationToken cancellationToken)
    {
        _letters.Enqueue(shipment);
        return Task.FromResult(Printed);
    }

    public Task<AttemptOutcome?> AskAsync(Shipment shipment, CancellationToken cancellationToken) => Task.FromResult<AttemptOutcome?>(null);
}
