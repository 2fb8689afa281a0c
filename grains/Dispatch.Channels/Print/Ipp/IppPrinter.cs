using Dispatch.Abstractions;
using Dispatch.Channels.Files;
using Microsoft.Extensions.Logging;

namespace Dispatch.Channels.Print.Ipp;

/// <summary>A printer or a queue of a print server that is reached by IPP. Each letter of its own and each print batch is one job.</summary>
internal sealed class IppPrinter : IPrinter, IDisposable
{
    /// <summary>People wait for the answer.</summary>
    private static readonly TimeSpan StatusTimeout = TimeSpan.FromSeconds(3);

    private readonly string _name;
    private readonly bool _isDuplex;
    private readonly IppClient _client;
    private readonly IppQueue _queue;
    private readonly IppSubmission _submission;
    private readonly TimeProvider _clock;
    private readonly RunningAttempts<AttemptOutcome> _running = new();

    public IppPrinter(string name, IppAddress address, PrinterOptions printer, PrintOptions options, TimeProvider clock, ILogger logger)
    {
        Lane = new ChannelLane(DispatchKind.Post, name, options.JobSlotCount, options.IppTimeout, options.Retry.ToSchedule(), UnknownRule.Hold);
        Batches = new BatchRule(printer.BatchSize, printer.Duplex, [.. printer.EnvelopeSheets]);
        _name = name;
        _isDuplex = printer.Duplex;
        _clock = clock;
        _client = new IppClient(new IppConnectionOptions(address, printer.UserName, printer.PasswordFile, printer.CaFile, options.JobSlotCount + 2));
        _queue = new IppQueue(_client, address);
        _submission = new IppSubmission(_queue, options, printer.Media, clock, logger);
    }

    /// <inheritdoc/>
    public ChannelLane Lane { get; }

    /// <inheritdoc/>
    public BatchRule? Batches { get; }

    /// <inheritdoc/>
    public Task<AttemptOutcome> PrintAsync(Shipment shipment, IDocumentSource documents, CancellationToken cancellationToken) =>
        PrintAsync(IppOrder.Of(shipment, _isDuplex, documents), cancellationToken);

    /// <inheritdoc/>
    public async Task<BatchOutcome> PrintBatchAsync(BatchShipment batch, CancellationToken cancellationToken) =>
        BatchOutcome.OfAll(await PrintAsync(IppOrder.Of(batch), cancellationToken));

    /// <inheritdoc/>
    public Task<AttemptOutcome?> AskAsync(Shipment shipment, CancellationToken cancellationToken) => AskAsync(IppOrder.Of(shipment, _isDuplex), cancellationToken);

    /// <inheritdoc/>
    public async Task<BatchOutcome?> AskBatchAsync(BatchShipment batch, CancellationToken cancellationToken) =>
        BatchOutcome.OfAll(await AskAsync(IppOrder.Of(batch), cancellationToken));

    /// <inheritdoc/>
    public async Task<PrinterStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(StatusTimeout, _clock);
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return IppPrinterState.Read(_name, _queue.Address.Uri, await _queue.GetPrinterAsync(asking.Token));
        }
        catch (IppFailureException failure)
        {
            return IppPrinterState.Away(_name, _queue.Address.Uri, failure.Reason);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return IppPrinterState.Away(_name, _queue.Address.Uri, ReasonCode.Timeout);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private Task<AttemptOutcome> PrintAsync(IppOrder order, CancellationToken cancellationToken) =>
        _running.RunAsync(order.Name, () => _submission.SendAsync(order, cancellationToken));

    private async Task<AttemptOutcome?> AskAsync(IppOrder order, CancellationToken cancellationToken) => _running.Find(order.Name) is { } running
        ? await running.WaitAsync(cancellationToken)
        : await _submission.AskAsync(order, cancellationToken);
}
