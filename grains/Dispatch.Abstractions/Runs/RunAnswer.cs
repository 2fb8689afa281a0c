namespace Dispatch.Abstractions;

/// <summary>The answer to what somebody wants of a run.</summary>
/// <param name="Run">How it stands; none if there is no such run.</param>
/// <param name="Error">Why it was not done; none if it was.</param>
[GenerateSerializer, Immutable, Alias("dispatch.run-answer.v1")]
public sealed record RunAnswer([property: Id(0)] RunView? Run, [property: Id(1)] Problem? Error);
