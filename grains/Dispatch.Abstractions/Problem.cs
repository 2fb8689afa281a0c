namespace Dispatch.Abstractions;

/// <summary>Why something was refused: an expected answer, never an exception.</summary>
/// <param name="Code">A stable word for programs.</param>
/// <param name="Field">The field or business term (BT) concerned; empty where there is none.</param>
/// <param name="Value">The value found, shortened; empty where there is none.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Mend">What to do about it.</param>
[GenerateSerializer, Immutable, Alias("dispatch.problem.v1")]
public sealed record Problem(
    [property: Id(0)] string Code,
    [property: Id(1)] string Field,
    [property: Id(2)] string Value,
    [property: Id(3)] string Message,
    [property: Id(4)] string Mend);
