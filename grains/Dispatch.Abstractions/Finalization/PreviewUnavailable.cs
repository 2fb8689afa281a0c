namespace Dispatch.Abstractions;

/// <summary>Not now. Nothing was recorded: send the same request again.</summary>
/// <param name="RetryAfter">How long to wait.</param>
/// <param name="Message">Why.</param>
[GenerateSerializer, Immutable, Alias("dispatch.preview-unavailable.v1")]
public sealed record PreviewUnavailable([property: Id(0)] TimeSpan RetryAfter, [property: Id(1)] string Message);
