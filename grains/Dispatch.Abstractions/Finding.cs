namespace Dispatch.Abstractions;

/// <summary>Something odd that was accepted, shown and recorded.</summary>
/// <param name="Code">A stable word for programs.</param>
/// <param name="Field">The field or business term (BT) concerned; empty where there is none.</param>
/// <param name="Value">The value found, shortened; empty where there is none.</param>
/// <param name="Message">What is odd.</param>
[GenerateSerializer, Immutable, Alias("dispatch.finding.v1")]
public sealed record Finding(
    [property: Id(0)] string Code,
    [property: Id(1)] string Field,
    [property: Id(2)] string Value,
    [property: Id(3)] string Message);
