namespace Dispatch.Abstractions;

/// <summary>A run in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">Where it stands.</param>
/// <param name="IsPaused">Whether it is paused.</param>
/// <param name="InputCount">How many inputs it has.</param>
/// <param name="StartedAt">When its inputs began to arrive.</param>
/// <param name="RequestedBy">Who asked for it.</param>
[GenerateSerializer, Immutable, Alias("dispatch.run-summary.v1")]
public sealed record RunSummary(
    [property: Id(0)] string Id,
    [property: Id(1)] RunState State,
    [property: Id(2)] bool IsPaused,
    [property: Id(3)] int InputCount,
    [property: Id(4)] DateTimeOffset StartedAt,
    [property: Id(5)] string RequestedBy);
