namespace Dispatch.Abstractions;

/// <summary>How many dispatches of a lane stand in a state for a reason.</summary>
/// <param name="State">The state.</param>
/// <param name="Reason">The reason; none where there is none.</param>
/// <param name="Count">How many.</param>
/// <param name="OldestAt">When the first of them was accepted.</param>
[GenerateSerializer, Immutable, Alias("dispatch.run-state-count.v1")]
public sealed record RunStateCount(
    [property: Id(0)] DispatchState State,
    [property: Id(1)] ReasonCode? Reason,
    [property: Id(2)] long Count,
    [property: Id(3)] DateTimeOffset OldestAt);
