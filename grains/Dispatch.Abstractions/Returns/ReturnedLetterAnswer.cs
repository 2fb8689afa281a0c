namespace Dispatch.Abstractions;

/// <summary>The answer to the entry of a returned letter.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="State">Where the dispatch stands now; none if there is none.</param>
/// <param name="Reason">Why it came back, as it is recorded; the first entry counts.</param>
/// <param name="Fallback">The dispatch that takes over, by its id on the outside; none if there is no fallback.</param>
/// <param name="Message">In words, for a person.</param>
[GenerateSerializer, Immutable, Alias("dispatch.returned-letter-answer.v1")]
public sealed record ReturnedLetterAnswer(
    [property: Id(0)] ReturnedLetterResult Result,
    [property: Id(1)] DispatchState? State,
    [property: Id(2)] ReasonCode? Reason,
    [property: Id(3)] string? Fallback,
    [property: Id(4)] string Message);
