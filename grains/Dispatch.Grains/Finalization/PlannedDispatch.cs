using Dispatch.Abstractions;

namespace Dispatch.Grains.Finalization;

/// <summary>A definition resolved to a recipient on one invoice date.</summary>
/// <param name="Definition">The definition's id.</param>
/// <param name="DefinitionVersion">Its version.</param>
/// <param name="Kind">How it goes out.</param>
/// <param name="Destination">The relay or printer.</param>
/// <param name="Recipient">To whom.</param>
/// <param name="Language">The language of document and message.</param>
/// <param name="Fallback">The definition whose standby row takes over; none if there is no such row.</param>
/// <param name="IsStandby">Whether it waits for another one to fail.</param>
/// <param name="Format">What an e-mail carries; a letter is always the plain PDF.</param>
internal sealed record PlannedDispatch(
    string Definition,
    int DefinitionVersion,
    DispatchKind Kind,
    string Destination,
    RecipientView Recipient,
    Language Language,
    string? Fallback,
    bool IsStandby,
    EmailFormat Format)
{
    /// <summary>What a letter's definition asks of paper and envelope.</summary>
    public LetterTerms Terms { get; init; } = LetterTerms.None;
}
