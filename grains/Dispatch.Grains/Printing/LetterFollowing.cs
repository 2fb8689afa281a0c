using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Grains.Dispatches.Machine;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Printing;

/// <summary>
/// What the state of a print batch means for a letter in it, as one pure function. The batch's row is written first; its letters come after it, again and
/// again until they have all come: a letter that has come already, or that has gone its own way since, stays as it is.
/// </summary>
internal static class LetterFollowing
{
    private static readonly RetrySchedule Never = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.MaxValue);

    /// <summary>Decides it.</summary>
    /// <param name="batch">Where the batch stands.</param>
    /// <param name="exception">What became of the letter's envelope, if not the same as of the batch.</param>
    /// <param name="letter">Where the letter stands.</param>
    /// <param name="hasFallback">Whether the letter's definition names a fallback.</param>
    /// <returns>What the letter becomes; none if it stays.</returns>
    public static Transition.Changed? Follow(DispatchProgress batch, AttemptOutcome? exception, DispatchProgress letter, bool hasFallback)
    {
        // Batches give up, not their letters; and nothing but the batch moves a letter, so none is ever due.
        var policy = new DispatchPolicy(Never, UnknownRule.Hold, TimeSpan.Zero, hasFallback, Jitter: 0);
        if (Missed(batch, letter) is { } missed)
            return Undue(TakeOver(batch, letter, missed, policy));
        return Happening(batch, exception, letter) is { } happening ? Undue(DispatchMachine.Apply(letter, happening, policy)) : null;
    }

    /// <summary>
    /// How an attempt ended whose batch has gone on before the letter took it over: nobody knew, or it turned out that nothing was printed. What is printed
    /// next is a possible duplicate, or none.
    /// </summary>
    private static AttemptOutcome? Missed(DispatchProgress batch, DispatchProgress letter)
    {
        var isUnended = letter.State is DispatchState.Sending or DispatchState.Submitted;
        if (letter.AttemptToken is not { } token || token != batch.AttemptToken)
            return null;
        return batch switch
        {
            { State: DispatchState.Pending, Outcome: OutcomeKind.Unknown } when isUnended => new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, batch.Reason ?? ReasonCode.Other),
            { State: DispatchState.Pending or DispatchState.Held, Outcome: OutcomeKind.Deferred } when isUnended || IsLost(letter) =>
                new AttemptOutcome.Deferred(batch.Reason ?? ReasonCode.Other, batch.ProtocolCode),
            _ => null,
        };
    }

    private static Transition TakeOver(DispatchProgress batch, DispatchProgress letter, AttemptOutcome missed, DispatchPolicy policy)
    {
        var ended = DispatchMachine.Apply(letter, new DispatchEvent.Ended(batch.ChangedAt, missed), policy);
        if (letter.State != DispatchState.Held || IsHeldByItself(letter))
            return ended;

        var known = ((Transition.Changed)ended).Next;
        return batch.State == DispatchState.Pending
            ? DispatchMachine.Apply(known, new DispatchEvent.Retry(batch.ChangedAt), policy)
            : new Transition.Changed(known with { Reason = ReasonCode.BatchHeld });
    }

    /// <summary>A change without a due time; a letter that waits again is not held any more.</summary>
    private static Transition.Changed? Undue(Transition transition)
    {
        if (transition is not Transition.Changed changed)
            return null;
        var reason = changed.Next is { State: DispatchState.Pending, Reason: ReasonCode.BatchHeld } ? null : changed.Next.Reason;
        return changed with { Next = changed.Next with { DueAt = null, Reason = reason } };
    }

    private static bool IsLost(DispatchProgress letter) => letter is { State: DispatchState.Held, Outcome: OutcomeKind.Unknown };

    /// <summary>A person or the subscription holds it, besides all that happened to the batch: whatever nobody knew of has a reason.</summary>
    private static bool IsHeldByItself(DispatchProgress letter) => letter is { State: DispatchState.Held, Reason: null or ReasonCode.SubscriptionHeld };

    private static DispatchEvent? Happening(DispatchProgress batch, AttemptOutcome? exception, DispatchProgress letter)
    {
        var isOpen = letter.State is DispatchState.Sending or DispatchState.Submitted;
        var isLost = IsLost(letter);
        var isHeldWithBatch = letter is { State: DispatchState.Held, Reason: ReasonCode.BatchHeld };
        var waits = letter.State is DispatchState.Pending or DispatchState.Deferred;
        return batch.State switch
        {
            DispatchState.Sending when waits => new DispatchEvent.Begin(batch.StartedAt!.Value, batch.AttemptToken!.Value),
            DispatchState.Pending when letter.State == DispatchState.Sending =>
                new DispatchEvent.Ended(batch.ChangedAt, new AttemptOutcome.Deferred(ReasonCode.Cancelled) { IsNoAttempt = true }),
            DispatchState.Pending when letter.State == DispatchState.Deferred || isHeldWithBatch
                || (((isLost && !IsHeldByItself(letter)) || letter.State == DispatchState.Refused) && letter.AttemptToken == batch.AttemptToken) =>
                new DispatchEvent.Retry(batch.ChangedAt),
            DispatchState.Deferred when letter.State == DispatchState.Sending =>
                new DispatchEvent.Ended(batch.ChangedAt, new AttemptOutcome.Deferred(batch.Reason ?? ReasonCode.Other, batch.ProtocolCode)),
            DispatchState.Submitted when letter.State == DispatchState.Sending || isLost =>
                new DispatchEvent.Ended(batch.ChangedAt, new AttemptOutcome.Submitted(batch.ProofValue ?? "", TimeSpan.Zero)),
            DispatchState.Delivered when isOpen || isLost => new DispatchEvent.Ended(
                batch.ChangedAt, exception ?? new AttemptOutcome.Delivered(new Proof(batch.ProofKind ?? "", batch.ProofValue ?? ""))),
            DispatchState.Refused when isOpen || isLost =>
                new DispatchEvent.Ended(batch.ChangedAt, new AttemptOutcome.Refused(batch.Reason ?? ReasonCode.Other, batch.ProtocolCode)),
            DispatchState.Held when isOpen => new DispatchEvent.Ended(
                batch.ChangedAt, batch.Outcome == OutcomeKind.Unknown
                    ? new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, batch.Reason ?? ReasonCode.Other)
                    : new AttemptOutcome.Deferred(batch.Reason ?? ReasonCode.Other, batch.ProtocolCode)),
            DispatchState.Held when waits => new DispatchEvent.Hold(batch.ChangedAt, ReasonCode.BatchHeld),
            DispatchState.Cancelled when isOpen => new DispatchEvent.Ended(batch.ChangedAt, new AttemptOutcome.Deferred(ReasonCode.Other, batch.ProtocolCode)),    // then cancelled
            DispatchState.Cancelled when waits || isHeldWithBatch || isLost => new DispatchEvent.Cancel(batch.ChangedAt),
            _ => null,
        };
    }
}
