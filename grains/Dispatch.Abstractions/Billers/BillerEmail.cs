namespace Dispatch.Abstractions;

/// <summary>A biller's sender addresses, and what its e-mails carry.</summary>
/// <param name="From">The sender.</param>
/// <param name="ReplyTo">Where answers go; none: to the sender.</param>
/// <param name="Format">What its e-mails carry where the definition does not say it.</param>
[GenerateSerializer, Immutable, Alias("dispatch.biller-email.v1")]
public sealed record BillerEmail(
    [property: Id(0)] string From,
    [property: Id(1)] string? ReplyTo = null,
    [property: Id(2)] EmailFormat Format = EmailFormat.Pdf);
