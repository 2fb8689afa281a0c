namespace Dispatch.Abstractions;

/// <summary>What finalizing would do.</summary>
/// <param name="Preview">The plan; none if it would be refused.</param>
/// <param name="Errors">Why it would be refused; empty if it would not.</param>
[GenerateSerializer, Immutable, Alias("dispatch.preview-answer.v1")]
public sealed record PreviewAnswer([property: Id(0)] PreviewView? Preview, [property: Id(1)] IReadOnlyList<Problem> Errors);
