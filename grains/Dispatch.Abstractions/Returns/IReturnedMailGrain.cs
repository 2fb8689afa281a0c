namespace Dispatch.Abstractions;

/// <summary>Takes in letters that the post brought back. A stateless worker; any key.</summary>
[Alias("dispatch.returned-mail-grain.v1"), ClientFacing]
public interface IReturnedMailGrain : IGrainWithIntegerKey
{
    /// <summary>The most letters in a call.</summary>
    const int MaxLetterCount = 200;

    /// <summary>Says what <see cref="RecordAsync"/> would do. Nothing is recorded.</summary>
    /// <param name="letters">At most <see cref="MaxLetterCount"/>.</param>
    /// <returns>One answer per letter, in their order.</returns>
    /// <exception cref="ArgumentException">More than <see cref="MaxLetterCount"/> letters.</exception>
    [Alias("check")]
    Task<IReadOnlyList<ReturnedLetterAnswer>> CheckAsync(IReadOnlyList<ReturnedLetter> letters);

    /// <summary>
    /// Records each as bounced, together with the activation of its fallback: at most once, however often it is repeated. A letter that is
    /// <c>delivered</c> or <c>submitted</c>, or that may have been printed, can have come back; one that was never printed cannot.
    /// </summary>
    /// <param name="letters">At most <see cref="MaxLetterCount"/>.</param>
    /// <param name="by">Who enters them, 1 to 100 characters.</param>
    /// <returns>One answer per letter, in their order.</returns>
    /// <exception cref="ArgumentException">More than <see cref="MaxLetterCount"/> letters.</exception>
    [Alias("record"), ResponseTimeout("00:01:00")]
    Task<IReadOnlyList<ReturnedLetterAnswer>> RecordAsync(IReadOnlyList<ReturnedLetter> letters, string by);
}
