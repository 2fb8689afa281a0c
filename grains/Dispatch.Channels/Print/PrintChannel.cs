using Dispatch.Abstractions;
using Dispatch.Channels.Print.Ipp;
using Dispatch.Channels.Print.Servers;
using Dispatch.Channels.Print.Sftp;
using Dispatch.Channels.Print.Spool;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Channels.Print;

/// <summary>Prints letters and print batches, one lane per printer.</summary>
internal sealed class PrintChannel : IDispatchChannel, IPrintBatchChannel, IDisposable
{
    private readonly PrintOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly ServerQueues _servers;
    private volatile PrinterSet _printers;

    public PrintChannel(IOptions<PrintOptions> options, TimeProvider clock, ILogger<PrintChannel> logger)
    {
        (_options, _clock, _logger) = (options.Value, clock, logger);
        _servers = new ServerQueues(_options, clock, logger);
        _printers = new PrinterSet(_options.ResolveFolders()
            .Select(folder => (IPrinter)new SpoolPrinter(folder.Key, folder.Value, _options, clock, logger))
            .Concat(_options.Printers.Where(printer => IppAddress.IsMeant(printer.Value.Uri)).Select(printer => new IppPrinter(
                printer.Key, IppAddress.TryParse(printer.Value.Uri)!, printer.Value, _options, clock, logger)))
            .Concat(_options.Printers.Where(printer => SftpAddress.IsMeant(printer.Value.Uri)).Select(printer => new SftpPrinter(printer.Key, printer.Value, _options, logger))));
    }

    /// <inheritdoc/>
    public DispatchKind Kind => DispatchKind.Post;

    /// <inheritdoc/>
    public IReadOnlyList<ChannelLane> Lanes => _printers.Lanes;

    /// <inheritdoc/>
    public bool KnowsAllLanes => !HasServers;

    /// <inheritdoc/>
    public IReadOnlyList<DestinationState> Destinations => _servers.States;

    /// <summary>Whether print servers are configured.</summary>
    public bool HasServers => _options.Servers.Count > 0;

    /// <summary>Asks the print servers for their queues; new ones become printers. One call at a time.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var printers = await _servers.FindNewAsync(name => _printers.Find(name) is not null, Open, cancellationToken);
        if (printers.Count > 0)
            _printers = _printers.With(printers);

        IPrinter Open(string name, IppAddress address, PrinterOptions printer) => new IppPrinter(name, address, printer, _options, _clock, _logger);
    }

    /// <inheritdoc/>
    public BatchRule? BatchesOf(string printer) => _printers.Find(printer)?.Batches;

    /// <inheritdoc/>
    public async Task<AttemptOutcome> SendAsync(Shipment shipment, IDocumentSource documents, CancellationToken cancellationToken)
    {
        if (_printers.Find(shipment.Destination) is not { } printer)
            return new AttemptOutcome.Deferred(ReasonCode.ChannelUnavailable);    // a printer that the configuration no longer has

        using var activity = ChannelTelemetry.Print.StartSend("send print", printer.Lane, shipment);
        var outcome = await printer.PrintAsync(shipment, documents, cancellationToken);
        activity?.SetOutcome(outcome);
        _logger.AttemptEnded(shipment.Name, shipment.Attempt, outcome.Kind);
        return outcome;
    }

    /// <inheritdoc/>
    public async Task<AttemptOutcome?> AskAsync(Shipment shipment, CancellationToken cancellationToken) =>
        _printers.Find(shipment.Destination) is { } printer ? await printer.AskAsync(shipment, cancellationToken) : null;

    /// <inheritdoc/>
    public async Task<BatchOutcome> SendBatchAsync(BatchShipment batch, CancellationToken cancellationToken)
    {
        if (_printers.Find(batch.Printer) is not { } printer)
            return new AttemptOutcome.Deferred(ReasonCode.ChannelUnavailable);

        using var activity = ChannelTelemetry.Print.StartSend("send print", printer.Lane, batch);
        var outcome = await printer.PrintBatchAsync(batch, cancellationToken);
        activity?.SetOutcome(outcome.Outcome);
        _logger.BatchAttemptEnded(batch.Id, batch.Attempt, outcome.Outcome.Kind);
        return outcome;
    }

    /// <inheritdoc/>
    public async Task<BatchOutcome?> AskBatchAsync(BatchShipment batch, CancellationToken cancellationToken) =>
        _printers.Find(batch.Printer) is { } printer ? await printer.AskBatchAsync(batch, cancellationToken) : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PrinterStatus>> GetStatusAsync(CancellationToken cancellationToken) =>
        [.. await Task.WhenAll(_printers.All.Select(printer => printer.GetStatusAsync(cancellationToken))), .. _servers.Away];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var printer in _printers.All.OfType<IDisposable>())
            printer.Dispose();
        _servers.Dispose();
    }
}
