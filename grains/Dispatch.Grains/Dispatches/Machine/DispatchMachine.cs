using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Dispatches.Machine;

/// <summary>The life of a dispatch as one pure function; the grain only writes and calls.</summary>
internal static class DispatchMachine
{
    /// <summary>Decides what <paramref name="happening"/> does to a dispatch that stands at <paramref name="current"/>.</summary>
    public static Transition Apply(DispatchProgress current, DispatchEvent happening, DispatchPolicy policy) => happening switch
    {
        DispatchEvent.Begin begin => Begin(current, begin, policy),
        DispatchEvent.Ended ended => End(current, ended.Outcome, ended.At, policy, quietPeriod: policy.SendBudget),
        DispatchEvent.DeadlinePassed passed => PassDeadline(current, passed, policy),
        DispatchEvent.Received received => LateReceipts.Apply(current, received, policy),
        DispatchEvent.Cancel cancel => Cancel(current, cancel.At),
        DispatchEvent.Hold hold => Hold(current, hold),
        DispatchEvent.Release release => Release(current, release),
        DispatchEvent.Retry retry => Retry(current, retry.At, policy),
        _ => throw new ArgumentOutOfRangeException(nameof(happening), happening, "No such event."),
    };

    private static Transition Begin(DispatchProgress current, DispatchEvent.Begin begin, DispatchPolicy policy)
    {
        if (current.State is not (DispatchState.Pending or DispatchState.Deferred or DispatchState.Unknown))
            return new Transition.Declined($"A dispatch that is {Word(current.State)} cannot begin an attempt.");

        return new Transition.Changed(current with
        {
            State = DispatchState.Sending,
            Attempt = current.Attempt + 1,
            AttemptToken = begin.Token,
            StartedAt = begin.At,
            EndedAt = null,
            Outcome = null,
            DueAt = begin.At + policy.IntentLifetime,
            Requested = DispatchRequest.None,
            Reason = null,
            ProtocolCode = null,
            ProofKind = null,
            ProofValue = null,
            IsPossibleDuplicate = current.IsPossibleDuplicate || current.Outcome == OutcomeKind.Unknown,
            ChangedAt = begin.At,
            History = WithPast(current),
        });
    }

    private static Transition PassDeadline(DispatchProgress current, DispatchEvent.DeadlinePassed passed, DispatchPolicy policy) =>
        current.State == DispatchState.Sending
            ? End(current, passed.Answer ?? new AttemptOutcome.Unknown(SendPhase.Begun, ReasonCode.ConnectionLost), passed.At, policy, quietPeriod: TimeSpan.Zero)
            : new Transition.Declined($"A dispatch that is {Word(current.State)} has no open attempt.");

    /// <summary>Ends the open attempt, or one whose end nobody knew.</summary>
    internal static Transition End(DispatchProgress current, AttemptOutcome outcome, DateTimeOffset at, DispatchPolicy policy, TimeSpan quietPeriod)
    {
        // An answer may come after the attempt was given up for unknown; as long as nothing else has begun it is the truth.
        var isLate = current.State is DispatchState.Unknown or DispatchState.Held && current.Outcome == OutcomeKind.Unknown;
        if (current.State is not (DispatchState.Sending or DispatchState.Submitted) && !isLate)
            return new Transition.Declined($"A dispatch that is {Word(current.State)} has no open attempt.");
        if (isLate && outcome is AttemptOutcome.Unknown)
            return new Transition.Unchanged();

        var ended = current with
        {
            EndedAt = at,
            Outcome = outcome.Kind,
            DueAt = null,
            Requested = DispatchRequest.None,
            ChangedAt = at,
            Reason = null,
            ProtocolCode = null,
        };
        return outcome switch
        {
            AttemptOutcome.Delivered delivered => new Transition.Changed(ended with
            {
                State = DispatchState.Delivered,
                ProofKind = delivered.Proof.Kind,
                ProofValue = delivered.Proof.Value,
            }),
            AttemptOutcome.Submitted submitted => new Transition.Changed(ended with
            {
                State = DispatchState.Submitted,
                ProofKind = "reference",
                ProofValue = submitted.Reference,
                DueAt = at + submitted.PollAfter,
                Requested = current.Requested,
            }),
            AttemptOutcome.Refused refused => Refuse(ended, refused.Reason, refused.ProtocolCode, policy),
            AttemptOutcome.Deferred deferred => Defer(current, ended, deferred, at, policy),
            AttemptOutcome.Unknown unknown => LoseSight(current, ended, unknown, at + quietPeriod, policy),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
        };
    }

    private static Transition.Changed Refuse(DispatchProgress ended, ReasonCode reason, string? protocolCode, DispatchPolicy policy) =>
        new(ended with { State = DispatchState.Refused, Reason = reason, ProtocolCode = protocolCode }, policy.HasFallback);

    private static Transition.Changed Defer(
        DispatchProgress current, DispatchProgress ended, AttemptOutcome.Deferred deferred, DateTimeOffset at, DispatchPolicy policy)
    {
        var reasoned = ended with { Reason = deferred.Reason, ProtocolCode = deferred.ProtocolCode };
        if (current.Requested == DispatchRequest.Cancel)
            return new Transition.Changed(reasoned with { State = DispatchState.Cancelled, Reason = ReasonCode.Cancelled });
        if (current.Requested == DispatchRequest.HoldWithSubscription || current is { State: DispatchState.Held, Reason: ReasonCode.SubscriptionHeld })
            return new Transition.Changed(reasoned with { State = DispatchState.Held, Reason = ReasonCode.SubscriptionHeld });
        if (current.Requested == DispatchRequest.Hold || current.State == DispatchState.Held)
            return new Transition.Changed(reasoned with { State = DispatchState.Held });

        var isNone = deferred.IsNoAttempt || deferred.Reason == ReasonCode.Cancelled;
        if (isNone && current is { State: DispatchState.Sending, IsPossibleDuplicate: false })
            return new Transition.Changed(Uncounted(current, at, at + (deferred.NotBefore ?? TimeSpan.Zero)));

        // One that may have arrived before stays as such, and is tried at once all the same.
        var (first, since) = AttemptSeries.StartOf(current);
        var delay = isNone ? TimeSpan.Zero : policy.DelayAfter(current.Attempt - first + 1);
        if (deferred.NotBefore > delay)
            delay = deferred.NotBefore.Value;
        return at + delay - since > policy.Retry.GiveUpAfter
            ? Refuse(ended, deferred.Reason, deferred.ProtocolCode, policy)
            : new Transition.Changed(reasoned with { State = DispatchState.Deferred, DueAt = at + delay });
    }

    /// <summary>An attempt that we cut short ourselves before anything left, by a pause, our own stop, or because others were first: nothing says that it would have failed.</summary>
    private static DispatchProgress Uncounted(DispatchProgress current, DateTimeOffset at, DateTimeOffset dueAt) => current with
    {
        State = DispatchState.Pending,
        Attempt = current.Attempt - 1,
        AttemptToken = null,
        StartedAt = null,
        DueAt = dueAt,
        ChangedAt = at,
    };

    private static Transition.Changed LoseSight(
        DispatchProgress current, DispatchProgress ended, AttemptOutcome.Unknown unknown, DateTimeOffset resendAt, DispatchPolicy policy)
    {
        // Whoever asked to cancel or hold it does not want it sent a second time without being asked.
        var isHeld = policy.OnUnknown == UnknownRule.Hold || current.Requested != DispatchRequest.None;
        return new Transition.Changed(isHeld
            ? ended with { State = DispatchState.Held, Reason = unknown.Reason }
            : ended with { State = DispatchState.Unknown, Reason = unknown.Reason, DueAt = resendAt });
    }

    private static Transition Cancel(DispatchProgress current, DateTimeOffset at) => current.State switch
    {
        DispatchState.Cancelled => new Transition.Unchanged(),
        DispatchState.Pending or DispatchState.Deferred or DispatchState.Held or DispatchState.Standby => new Transition.Changed(current with
        {
            State = DispatchState.Cancelled,
            Reason = ReasonCode.Cancelled,
            DueAt = null,
            ChangedAt = at,
        }),
        DispatchState.Sending => Request(current, DispatchRequest.Cancel),
        DispatchState.Unknown => new Transition.Declined("It may have arrived already; hold it, and decide when you know."),
        _ => new Transition.Declined($"It is {Word(current.State)} already."),
    };

    private static Transition Hold(DispatchProgress current, DispatchEvent.Hold hold) => current.State switch
    {
        // From now on it is a person's: releasing the subscription, or retrying the print batch, must not send it. A subscription's hold outlasts a batch's too.
        DispatchState.Held when (current.Reason, hold.Reason) is (ReasonCode.SubscriptionHeld, null) or (ReasonCode.BatchHeld, null or ReasonCode.SubscriptionHeld) =>
            new Transition.Changed(current with { Reason = hold.Reason, ChangedAt = hold.At }),
        DispatchState.Held => new Transition.Unchanged(),
        DispatchState.Pending or DispatchState.Deferred or DispatchState.Unknown => new Transition.Changed(current with
        {
            State = DispatchState.Held,
            Reason = hold.Reason ?? current.Reason,
            DueAt = null,
            ChangedAt = hold.At,
        }),
        DispatchState.Sending when hold.Reason == ReasonCode.SubscriptionHeld => current.Requested == DispatchRequest.None
            ? Request(current, DispatchRequest.HoldWithSubscription)
            : new Transition.Unchanged(),
        DispatchState.Sending => Request(current, DispatchRequest.Hold),
        DispatchState.Standby => new Transition.Declined("It is a fallback that waits; cancel it if it must not go out."),
        _ => new Transition.Declined($"It is {Word(current.State)} already."),
    };

    private static Transition Release(DispatchProgress current, DispatchEvent.Release release)
    {
        if (current is { State: DispatchState.Held, Reason: ReasonCode.SubscriptionHeld })
        {
            var released = current with { State = DispatchState.Pending, Reason = null, DueAt = release.At, ChangedAt = release.At };
            return new Transition.Changed(release.Batch switch
            {
                DispatchState.Held => released with { State = DispatchState.Held, Reason = ReasonCode.BatchHeld, DueAt = null },
                DispatchState.Pending or DispatchState.Deferred => released with { DueAt = null },
                _ => released,
            });
        }

        return current.Requested == DispatchRequest.HoldWithSubscription
            ? new Transition.Changed(current with { Requested = DispatchRequest.None })
            : new Transition.Unchanged();
    }

    private static Transition Request(DispatchProgress current, DispatchRequest request) => current.Requested == request
        ? new Transition.Unchanged()
        : new Transition.Changed(current with { Requested = request });

    private static Transition Retry(DispatchProgress current, DateTimeOffset at, DispatchPolicy policy)
    {
        switch (current.State)
        {
            // An unknown one stays so: a late answer still tells what became of it.
            case DispatchState.Pending or DispatchState.Unknown:
                return current.DueAt <= at ? new Transition.Unchanged() : new Transition.Changed(current with { DueAt = at });
            case DispatchState.Deferred or DispatchState.Held:
            case DispatchState.Refused when !policy.HasFallback:
                return new Transition.Changed(current with { State = DispatchState.Pending, DueAt = at, ChangedAt = at });
            case DispatchState.Refused:
                return new Transition.Declined("Its fallback has taken over.");
            case DispatchState.Sending or DispatchState.Submitted:
                return new Transition.Declined("An attempt is open.");
            case DispatchState.Standby:
                return new Transition.Declined("It is a fallback that waits for another dispatch to fail.");
            default:
                return new Transition.Declined($"It is {Word(current.State)} already.");
        }
    }

    /// <summary>The history with the last attempt.</summary>
    internal static IReadOnlyList<PastAttempt> WithPast(DispatchProgress current)
    {
        if (current is not { Attempt: > 0, StartedAt: { } startedAt, Outcome: { } outcome })
            return current.History;

        // Only a person's retry makes a dispatch pending that has been attempted.
        var past = new PastAttempt(
            current.Attempt, startedAt, current.EndedAt, outcome, current.Reason, current.ProtocolCode, current.ProofKind, current.ProofValue,
            IsRetried: current.State == DispatchState.Pending);
        return AttemptSeries.Append(current.History, past);
    }

    internal static string Word(DispatchState state) => state.ToString().ToLowerInvariant();
}
