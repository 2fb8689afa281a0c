using System.Text.Json.Serialization;
using Dispatch.Abstractions;

namespace Dispatch.Cli.Channels;

/// <summary>A destination of a channel.</summary>
internal sealed class ChannelJson(ChannelView channel)
{
    public DispatchKind Kind => channel.Kind;

    public string Destination => channel.Destination;

    public bool Configured => channel.IsConfigured;

    public int Slots => channel.SlotCount;

    public long InFlight => channel.InFlight;

    public long Deferred => channel.Deferred;

    public long Unknown => channel.Unknown;

    public long Held => channel.Held;

    public DateTimeOffset? OldestOpenAt => channel.OldestOpenAt;

    public Pause? Pause => channel.Pause;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OutageView>? Outages => channel.Outages.Count > 0 ? channel.Outages : null;
}
