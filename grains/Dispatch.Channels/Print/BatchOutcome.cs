using System.Diagnostics.CodeAnalysis;

namespace Dispatch.Channels.Print;

/// <summary>How an attempt at a print batch ended: for all its letters, but for those in the envelopes that ended otherwise.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Exceptions">
/// What became of single envelopes, by their number; empty for nearly all. Given only with <see cref="AttemptOutcome.Delivered"/>: a print service
/// that printed the others.
/// </param>
public sealed record BatchOutcome(AttemptOutcome Outcome, IReadOnlyDictionary<int, AttemptOutcome> Exceptions)
{
    private static readonly Dictionary<int, AttemptOutcome> _none = [];

    /// <summary>The same outcome for every letter.</summary>
    [return: NotNullIfNotNull(nameof(outcome))]
    public static implicit operator BatchOutcome?(AttemptOutcome? outcome) => OfAll(outcome);

    /// <summary>The same outcome for every letter.</summary>
    [return: NotNullIfNotNull(nameof(outcome))]
    public static BatchOutcome? OfAll(AttemptOutcome? outcome) => outcome is null ? null : new BatchOutcome(outcome, _none);

    /// <summary>What became of the letters in an envelope.</summary>
    public AttemptOutcome OutcomeOf(int envelope) => Exceptions.GetValueOrDefault(envelope, Outcome);
}
