namespace Dispatch.Abstractions;

/// <summary>A run's dispatches of one kind and destination: accepted = delivered + bounced + refused + held + cancelled + unknown + in flight.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.run-lane.v1")]
public sealed record RunLane
{
    /// <summary>Their kind.</summary>
    [Id(0)] public required DispatchKind Kind { get; init; }

    /// <summary>Their relay or printer.</summary>
    [Id(1)] public required string Destination { get; init; }

    /// <summary>How many are owed: all but fallbacks that wait.</summary>
    [Id(2)] public long Accepted { get; init; }

    /// <summary>Delivered or confirmed.</summary>
    [Id(3)] public long Delivered { get; init; }

    /// <summary>Bounced.</summary>
    [Id(4)] public long Bounced { get; init; }

    /// <summary>Refused.</summary>
    [Id(5)] public long Refused { get; init; }

    /// <summary>Held for a person.</summary>
    [Id(6)] public long Held { get; init; }

    /// <summary>Cancelled.</summary>
    [Id(7)] public long Cancelled { get; init; }

    /// <summary>Nobody knows yet.</summary>
    [Id(8)] public long Unknown { get; init; }

    /// <summary>Pending, sending, submitted or deferred.</summary>
    [Id(9)] public long InFlight { get; init; }

    /// <summary>Each state, with its reason where it has one.</summary>
    [Id(10)] public IReadOnlyList<RunStateCount> States { get; init; } = [];

    /// <summary>When the oldest that is in flight or unknown was accepted; none if none is.</summary>
    [Id(11)] public DateTimeOffset? OldestOpenAt { get; init; }

    /// <summary>How many leave the flight per second, of late; 0 while nothing is known.</summary>
    [Id(12)] public double PerSecond { get; init; }

    /// <summary>When none will be in flight any more, as things go; none while nothing is known.</summary>
    [Id(13)] public TimeSpan? TimeLeft { get; init; }

    /// <summary>What limits it now; none if nothing is in flight.</summary>
    [Id(14)] public RunLimit? Limit { get; init; }

    /// <summary>Why and by whom the channel is paused; none if it is not.</summary>
    [Id(15)] public Pause? Pause { get; init; }
}
