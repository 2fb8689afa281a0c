namespace Dispatch.Abstractions;

/// <summary>How many dispatches of a kind and destination stand in a state.</summary>
/// <param name="Kind">Their kind.</param>
/// <param name="Destination">Their relay or printer.</param>
/// <param name="State">Their state.</param>
/// <param name="Count">How many.</param>
/// <param name="OldestAt">When the first of them was accepted.</param>
[GenerateSerializer, Immutable, Alias("dispatch.state-count.v1")]
public sealed record StateCount(
    [property: Id(0)] DispatchKind Kind,
    [property: Id(1)] string Destination,
    [property: Id(2)] DispatchState State,
    [property: Id(3)] long Count,
    [property: Id(4)] DateTimeOffset OldestAt);
