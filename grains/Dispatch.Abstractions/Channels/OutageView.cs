namespace Dispatch.Abstractions;

/// <summary>That a destination is declared down: it gets nothing but a probe now and then.</summary>
/// <param name="Destination">What is down, for example a relay.</param>
/// <param name="Since">Since when.</param>
/// <param name="Reason">Why.</param>
/// <param name="Silos">The silos for which it is down, by their addresses; others may reach it.</param>
[GenerateSerializer, Immutable, Alias("dispatch.outage-view.v1")]
public sealed record OutageView(
    [property: Id(0)] string Destination, [property: Id(1)] DateTimeOffset Since, [property: Id(2)] ReasonCode Reason, [property: Id(3)] IReadOnlyList<string> Silos);
