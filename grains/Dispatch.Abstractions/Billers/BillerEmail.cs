namespace Dispatch.Abstractions;

/// <summary>A biller's sender addresses.</summary>
/// <param name="From">The sender.</param>
/// <param name="ReplyTo">Where answers go; none: to the sender.</param>
[GenerateSerializer, Immutable, Alias("dispatch.biller-email.v1")]
public sealed record BillerEmail([property: Id(0)] string From, [property: Id(1)] string? ReplyTo = null);
