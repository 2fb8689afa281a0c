namespace Dispatch.Abstractions;

/// <summary>An address of a subscription that does not work, until it is changed.</summary>
/// <param name="Email">The e-mail address; none for a postal one.</param>
/// <param name="At">When that was last found out.</param>
/// <param name="IsHard">Whether the address itself does not work; else it was given up for another reason, and an e-mail address counts until a later e-mail arrives.</param>
/// <param name="Reason">Why.</param>
/// <param name="ProtocolCode">The protocol's own code.</param>
/// <param name="Dispatch">The dispatch that found it out, by its id on the outside.</param>
/// <param name="Name">The recipient's name at a postal address; none for an e-mail address.</param>
/// <param name="Address">The postal address from which letters come back; none for an e-mail address.</param>
[GenerateSerializer, Immutable, Alias("dispatch.address-care.v1")]
public sealed record AddressCare(
    [property: Id(0)] string? Email,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] bool IsHard,
    [property: Id(3)] ReasonCode? Reason,
    [property: Id(4)] string? ProtocolCode,
    [property: Id(5)] string Dispatch,
    [property: Id(6)] string? Name = null,
    [property: Id(7)] PartyAddress? Address = null);
