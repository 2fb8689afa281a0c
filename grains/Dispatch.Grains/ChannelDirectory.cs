using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Print;
using Microsoft.Extensions.Options;

namespace Dispatch.Grains;

/// <summary>All channels and lanes of this process by kind and destination. Lanes may come while it runs; who asks sees those that are there now.</summary>
internal sealed class ChannelDirectory
{
    private readonly IDispatchChannel[] _channels;
    private volatile Snapshot _snapshot;

    /// <summary>Gathers the lanes of all registered channels.</summary>
    public ChannelDirectory(IEnumerable<IDispatchChannel> channels, IOptions<PrintOptions> print)
    {
        _channels = [.. channels];
        _snapshot = new Snapshot(_channels);
        DefaultPrinter = string.IsNullOrEmpty(print.Value.DefaultPrinter) ? "default" : print.Value.DefaultPrinter;
    }

    /// <summary>The printers' names, sorted.</summary>
    public IReadOnlyList<string> Printers => Current.Printers;

    /// <summary>The printer where nothing else names one.</summary>
    public string DefaultPrinter { get; }

    /// <summary>All lanes.</summary>
    public IReadOnlyList<ChannelLane> Lanes => Current.Lanes;

    /// <summary>What the channels send to and watch, with the kind that goes there.</summary>
    public IEnumerable<(DispatchKind Kind, DestinationState State)> Destinations =>
        _channels.SelectMany(channel => channel.Destinations.Select(state => (channel.Kind, state)));

    /// <summary>The lanes at this moment; taken anew when a channel has others.</summary>
    private Snapshot Current => _snapshot is var snapshot && snapshot.IsOf(_channels) ? snapshot : _snapshot = new Snapshot(_channels);

    /// <summary>Whether an attempt may begin in a lane now; also where it is not configured, since its dispatches are then held.</summary>
    public bool Takes(string lane) => Current.Find(lane) is { } entry ? entry.Channel.Takes(entry.Lane) : Array.TrueForAll(_channels, channel => channel.KnowsAllLanes || !IsOf(channel, lane));

    /// <summary>The lane of a name; none if it is not configured.</summary>
    public ChannelLane? FindLane(string lane) => Current.Find(lane)?.Lane;

    /// <summary>The channel and lane of a destination; none if it is not configured.</summary>
    public (IDispatchChannel Channel, ChannelLane Lane)? Find(DispatchKind kind, string destination) => Current.Find(ChannelLane.NameOf(kind, destination));

    /// <summary>How the letters of a run are gathered for a printer; none if it takes each by itself, or is not configured.</summary>
    public BatchRule? BatchesOf(string printer) => Find(DispatchKind.Post, printer)?.Channel is IPrintBatchChannel channel ? channel.BatchesOf(printer) : null;

    /// <summary>The first lane of a kind that has no choice of destinations; none if the channel is not set up.</summary>
    public ChannelLane? FindOnly(DispatchKind kind) => Lanes.FirstOrDefault(lane => lane.Kind == kind);

    /// <summary>The answer to a printer's name that is not configured.</summary>
    public static Problem UnknownPrinter(string name, IReadOnlyList<string> known) => new(
        "printer_unknown", "printer", name,
        $"There is no printer '{name}'.",
        $"Use one of: {string.Join(", ", known)}; or add it under Print:Printers.");

    private static bool IsOf(IDispatchChannel channel, string lane) => lane.StartsWith(ChannelLane.NameOf(channel.Kind, ""), StringComparison.Ordinal);

    private sealed class Snapshot
    {
        private readonly IReadOnlyList<ChannelLane>[] _sources;
        private readonly Dictionary<string, (IDispatchChannel Channel, ChannelLane Lane)> _byName = new(StringComparer.Ordinal);

        public Snapshot(IDispatchChannel[] channels)
        {
            _sources = Array.ConvertAll(channels, channel => channel.Lanes);
            foreach (var (channel, lanes) in channels.Zip(_sources))
            {
                foreach (var lane in lanes)
                    _byName.Add(lane.Name, (channel, lane));
            }

            Lanes = [.. _sources.SelectMany(lanes => lanes)];
            Printers = [.. Lanes.Where(lane => lane.Kind == DispatchKind.Post).Select(lane => lane.Destination).Order(StringComparer.Ordinal)];
        }

        public IReadOnlyList<ChannelLane> Lanes { get; }

        public IReadOnlyList<string> Printers { get; }

        public bool IsOf(IDispatchChannel[] channels)
        {
            for (var i = 0; i < channels.Length; i++)
            {
                if (!ReferenceEquals(channels[i].Lanes, _sources[i]))
                    return false;
            }
            return true;
        }

        public (IDispatchChannel Channel, ChannelLane Lane)? Find(string lane) => _byName.TryGetValue(lane, out var found) ? found : null;
    }
}
