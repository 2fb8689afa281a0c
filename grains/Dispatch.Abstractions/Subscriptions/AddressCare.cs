namespace Dispatch.Abstractions;

/// <summary>An e-mail address of a subscription that does not work, until it is changed.</summary>
/// <param name="Email">The address.</param>
/// <param name="At">When that was last found out.</param>
/// <param name="IsHard">Whether the address itself does not work; else it was given up for another reason, and counts until a later e-mail arrives.</param>
/// <param name="Reason">Why.</param>
/// <param name="ProtocolCode">The protocol's own code.</param>
/// <param name="Dispatch">The dispatch that found it out, by its id on the outside.</param>
[GenerateSerializer, Immutable, Alias("dispatch.address-care.v1")]
public sealed record AddressCare(
    [property: Id(0)] string Email,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] bool IsHard,
    [property: Id(3)] ReasonCode? Reason,
    [property: Id(4)] string? ProtocolCode,
    [property: Id(5)] string Dispatch);
