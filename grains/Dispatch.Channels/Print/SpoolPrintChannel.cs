using Dispatch.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Channels.Print;

/// <summary>Prints letters into spool folders, one lane per printer.</summary>
internal sealed class SpoolPrintChannel : IDispatchChannel
{
    private readonly Dictionary<string, SpoolPrinter> _printers;
    private readonly Dictionary<string, ChannelLane> _lanes;
    private readonly ILogger _logger;

    public SpoolPrintChannel(IOptions<PrintOptions> options, ILogger<SpoolPrintChannel> logger)
    {
        var value = options.Value;
        var folders = value.ResolveFolders();
        _logger = logger;
        _printers = folders.ToDictionary(folder => folder.Key, folder => new SpoolPrinter(folder.Key, folder.Value, logger), StringComparer.Ordinal);
        _lanes = folders.Keys.ToDictionary(
            printer => printer,
            printer => new ChannelLane(DispatchKind.Post, printer, value.SlotCount, value.SpoolTimeout, value.Retry.ToSchedule(), UnknownRule.Hold),
            StringComparer.Ordinal);
        Lanes = [.. _lanes.Values.OrderBy(lane => lane.Destination, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public DispatchKind Kind => DispatchKind.Post;

    /// <inheritdoc/>
    public IReadOnlyList<ChannelLane> Lanes { get; }

    /// <inheritdoc/>
    public async Task<AttemptOutcome> SendAsync(Shipment shipment, IDocumentSource documents, CancellationToken cancellationToken)
    {
        if (!_lanes.TryGetValue(shipment.Destination, out var lane))
            return new AttemptOutcome.Deferred(ReasonCode.ChannelUnavailable);    // a printer that the configuration no longer has

        using var activity = ChannelTelemetry.Print.StartSend("send print", lane, shipment);
        var outcome = await _printers[shipment.Destination].PrintAsync(shipment, documents, cancellationToken);
        activity?.SetOutcome(outcome);
        _logger.AttemptEnded(shipment.Name, shipment.Attempt, outcome.Kind);
        return outcome;
    }

    /// <inheritdoc/>
    public async Task<AttemptOutcome?> AskAsync(Shipment shipment, CancellationToken cancellationToken) =>
        _printers.TryGetValue(shipment.Destination, out var printer) ? await printer.AskAsync(shipment, cancellationToken) : null;
}
