using Dispatch.Abstractions;
using Dispatch.Channels.Print.Ipp;
using Dispatch.Channels.Print.Sftp;
using Dispatch.Channels.Print.Spool;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Channels.Print;

/// <summary>Prints letters and print batches, one lane per printer.</summary>
internal sealed class PrintChannel : IDispatchChannel, IPrintBatchChannel, IDisposable
{
    private readonly Dictionary<string, IPrinter> _printers;
    private readonly ILogger _logger;

    public PrintChannel(IOptions<PrintOptions> options, TimeProvider clock, ILogger<PrintChannel> logger)
    {
        var value = options.Value;
        _logger = logger;
        _printers = value.ResolveFolders()
            .Select(folder => (IPrinter)new SpoolPrinter(folder.Key, folder.Value, value, logger))
            .Concat(value.Printers.Where(printer => IppAddress.IsMeant(printer.Value.Uri)).Select(printer => new IppPrinter(
                printer.Key, IppAddress.TryParse(printer.Value.Uri)!, printer.Value, value, clock, logger)))
            .Concat(value.Printers.Where(printer => SftpAddress.IsMeant(printer.Value.Uri)).Select(printer => new SftpPrinter(printer.Key, printer.Value, value, logger)))
            .ToDictionary(printer => printer.Lane.Destination, StringComparer.Ordinal);
        Lanes = [.. _printers.Values.Select(printer => printer.Lane).OrderBy(lane => lane.Destination, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public DispatchKind Kind => DispatchKind.Post;

    /// <inheritdoc/>
    public IReadOnlyList<ChannelLane> Lanes { get; }

    /// <inheritdoc/>
    public BatchRule? BatchesOf(string printer) => _printers.GetValueOrDefault(printer)?.Batches;

    /// <inheritdoc/>
    public async Task<AttemptOutcome> SendAsync(Shipment shipment, IDocumentSource documents, CancellationToken cancellationToken)
    {
        if (!_printers.TryGetValue(shipment.Destination, out var printer))
            return new AttemptOutcome.Deferred(ReasonCode.ChannelUnavailable);    // a printer that the configuration no longer has

        using var activity = ChannelTelemetry.Print.StartSend("send print", printer.Lane, shipment);
        var outcome = await printer.PrintAsync(shipment, documents, cancellationToken);
        activity?.SetOutcome(outcome);
        _logger.AttemptEnded(shipment.Name, shipment.Attempt, outcome.Kind);
        return outcome;
    }

    /// <inheritdoc/>
    public async Task<AttemptOutcome?> AskAsync(Shipment shipment, CancellationToken cancellationToken) =>
        _printers.TryGetValue(shipment.Destination, out var printer) ? await printer.AskAsync(shipment, cancellationToken) : null;

    /// <inheritdoc/>
    public async Task<BatchOutcome> SendBatchAsync(BatchShipment batch, CancellationToken cancellationToken)
    {
        if (!_printers.TryGetValue(batch.Printer, out var printer))
            return new AttemptOutcome.Deferred(ReasonCode.ChannelUnavailable);

        using var activity = ChannelTelemetry.Print.StartSend("send print", printer.Lane, batch);
        var outcome = await printer.PrintBatchAsync(batch, cancellationToken);
        activity?.SetOutcome(outcome.Outcome);
        _logger.BatchAttemptEnded(batch.Id, batch.Attempt, outcome.Outcome.Kind);
        return outcome;
    }

    /// <inheritdoc/>
    public async Task<BatchOutcome?> AskBatchAsync(BatchShipment batch, CancellationToken cancellationToken) =>
        _printers.TryGetValue(batch.Printer, out var printer) ? await printer.AskBatchAsync(batch, cancellationToken) : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PrinterStatus>> GetStatusAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(_printers.Values.OrderBy(printer => printer.Lane.Destination, StringComparer.Ordinal).Select(printer => printer.GetStatusAsync(cancellationToken)));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var printer in _printers.Values.OfType<IDisposable>())
            printer.Dispose();
    }
}
