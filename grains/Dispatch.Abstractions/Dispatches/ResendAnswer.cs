namespace Dispatch.Abstractions;

/// <summary>The answer to a person who wants something sent once more.</summary>
/// <param name="Copy">The copy; none if none was made.</param>
/// <param name="Error">Why none was made.</param>
[GenerateSerializer, Immutable, Alias("dispatch.resend-answer.v1")]
public sealed record ResendAnswer([property: Id(0)] DispatchView? Copy, [property: Id(1)] Problem? Error);
