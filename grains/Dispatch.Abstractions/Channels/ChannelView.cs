namespace Dispatch.Abstractions;

/// <summary>A destination of a channel.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.channel-view.v1")]
public sealed record ChannelView
{
    /// <summary>The channel.</summary>
    [Id(0)] public required DispatchKind Kind { get; init; }

    /// <summary>The relay or printer.</summary>
    [Id(1)] public required string Destination { get; init; }

    /// <summary>Whether the configuration names it.</summary>
    [Id(2)] public bool IsConfigured { get; init; }

    /// <summary>How many attempts may be open at once on a silo.</summary>
    [Id(3)] public int SlotCount { get; init; }

    /// <summary>Why and by whom it is paused; none if it is not.</summary>
    [Id(4)] public Pause? Pause { get; init; }

    /// <summary>Pending, sending, submitted or deferred.</summary>
    [Id(5)] public long InFlight { get; init; }

    /// <summary>Of those, how many wait for their next attempt after one that failed.</summary>
    [Id(6)] public long Deferred { get; init; }

    /// <summary>Nobody knows yet.</summary>
    [Id(7)] public long Unknown { get; init; }

    /// <summary>Held for a person.</summary>
    [Id(8)] public long Held { get; init; }

    /// <summary>When the oldest that is in flight or unknown was accepted; none if none is.</summary>
    [Id(9)] public DateTimeOffset? OldestOpenAt { get; init; }

    /// <summary>What of it is declared down, for example one of several relays; empty while all is well.</summary>
    [Id(10)] public IReadOnlyList<OutageView> Outages { get; init; } = [];
}
