namespace Dispatch.Abstractions;

/// <summary>What finalizing would do.</summary>
/// <param name="Preview">The plan; none if it would be refused, or could not be made now.</param>
/// <param name="Errors">Why it would be refused; empty if it would not, or nobody knows yet.</param>
[GenerateSerializer, Immutable, Alias("dispatch.preview-answer.v1")]
public sealed record PreviewAnswer([property: Id(0)] PreviewView? Preview, [property: Id(1)] IReadOnlyList<Problem> Errors)
{
    /// <summary>Why the engine could not say it now; none if it did.</summary>
    [Id(2)] public PreviewUnavailable? Unavailable { get; init; }

    /// <summary>The answer of an engine that cannot say it now.</summary>
    public static PreviewAnswer NotNow(TimeSpan retryAfter, string message) => new(null, []) { Unavailable = new PreviewUnavailable(retryAfter, message) };
}
