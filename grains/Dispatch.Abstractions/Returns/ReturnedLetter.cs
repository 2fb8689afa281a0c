namespace Dispatch.Abstractions;

/// <summary>A letter that the post brought back.</summary>
/// <param name="Dispatch">Its dispatch.</param>
/// <param name="Reason">Why it came back.</param>
/// <param name="ReturnedAt">When it came back; none: not said.</param>
[GenerateSerializer, Immutable, Alias("dispatch.returned-letter.v1")]
public sealed record ReturnedLetter(
    [property: Id(0)] DispatchId Dispatch,
    [property: Id(1)] ReturnReason Reason,
    [property: Id(2)] DateTimeOffset? ReturnedAt = null);
