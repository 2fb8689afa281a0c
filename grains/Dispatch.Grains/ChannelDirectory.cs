using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Print;
using Microsoft.Extensions.Options;

namespace Dispatch.Grains;

/// <summary>All channels and lanes of this process by kind and destination.</summary>
internal sealed class ChannelDirectory
{
    private readonly Dictionary<(DispatchKind Kind, string Destination), (IDispatchChannel Channel, ChannelLane Lane)> _lanes = [];
    private readonly Dictionary<string, (IDispatchChannel Channel, ChannelLane Lane)> _byName = new(StringComparer.Ordinal);

    /// <summary>Gathers the lanes of all registered channels.</summary>
    public ChannelDirectory(IEnumerable<IDispatchChannel> channels, IOptions<PrintOptions> print)
    {
        foreach (var channel in channels)
        {
            foreach (var lane in channel.Lanes)
            {
                _lanes.Add((channel.Kind, lane.Destination), (channel, lane));
                _byName.Add(lane.Name, (channel, lane));
            }
        }

        Printers = [.. _lanes.Keys.Where(key => key.Kind == DispatchKind.Post).Select(key => key.Destination).Order(StringComparer.Ordinal)];
        DefaultPrinter = string.IsNullOrEmpty(print.Value.DefaultPrinter) ? "default" : print.Value.DefaultPrinter;
    }

    /// <summary>The printers' names, sorted.</summary>
    public IReadOnlyList<string> Printers { get; }

    /// <summary>The printer where nothing else names one.</summary>
    public string DefaultPrinter { get; }

    /// <summary>All lanes.</summary>
    public IEnumerable<ChannelLane> Lanes => _lanes.Values.Select(entry => entry.Lane);

    /// <summary>What the channels send to and watch, with the kind that goes there.</summary>
    public IEnumerable<(DispatchKind Kind, DestinationState State)> Destinations =>
        _lanes.Values.Select(entry => entry.Channel).Distinct().SelectMany(channel => channel.Destinations.Select(state => (channel.Kind, state)));

    /// <summary>Whether an attempt may begin in a lane now; also where it is not configured, since its dispatches are then held.</summary>
    public bool Takes(string lane) => !_byName.TryGetValue(lane, out var entry) || entry.Channel.Takes(entry.Lane);

    /// <summary>The channel and lane of a destination; none if it is not configured.</summary>
    public (IDispatchChannel Channel, ChannelLane Lane)? Find(DispatchKind kind, string destination) =>
        _lanes.TryGetValue((kind, destination), out var found) ? found : null;

    /// <summary>How the letters of a run are gathered for a printer; none if it takes each by itself, or is not configured.</summary>
    public BatchRule? BatchesOf(string printer) => Find(DispatchKind.Post, printer)?.Channel is IPrintBatchChannel channel ? channel.BatchesOf(printer) : null;

    /// <summary>The first lane of a kind that has no choice of destinations; none if the channel is not set up.</summary>
    public ChannelLane? FindOnly(DispatchKind kind) => Lanes.FirstOrDefault(lane => lane.Kind == kind);

    /// <summary>The answer to a printer's name that is not configured.</summary>
    public static Problem UnknownPrinter(string name, IReadOnlyList<string> known) => new(
        "printer_unknown", "printer", name,
        $"There is no printer '{name}'.",
        $"Use one of: {string.Join(", ", known)}; or add it under Print:Printers.");
}
