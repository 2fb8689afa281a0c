// Long because every event in every state is decided by one function, and tested in one place.
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Grains.Dispatches.Machine;
using Dispatch.Storage.Dispatches;
using static Dispatch.Tests.Grains.Dispatches.Progress;

namespace Dispatch.Tests.Grains.Dispatches;

public sealed class DispatchMachineTests
{
    public static readonly TheoryData<DispatchState, string, DispatchState?> Transitions = new()
    {
        // Where it stands, what happens, where it stands then; none: nothing is changed.
        { DispatchState.Pending, "begin", DispatchState.Sending },
        { DispatchState.Pending, "cancel", DispatchState.Cancelled },
        { DispatchState.Pending, "hold", DispatchState.Held },
        { DispatchState.Pending, "deadline", null },
        { DispatchState.Pending, "delivered", null },
        { DispatchState.Deferred, "begin", DispatchState.Sending },
        { DispatchState.Deferred, "retry", DispatchState.Pending },
        { DispatchState.Deferred, "cancel", DispatchState.Cancelled },
        { DispatchState.Deferred, "hold", DispatchState.Held },
        { DispatchState.Deferred, "delivered", null },
        { DispatchState.Unknown, "begin", DispatchState.Sending },
        { DispatchState.Unknown, "retry", DispatchState.Unknown },
        { DispatchState.Unknown, "hold", DispatchState.Held },
        { DispatchState.Unknown, "cancel", null },
        { DispatchState.Unknown, "delivered", DispatchState.Delivered },
        { DispatchState.Unknown, "refused", DispatchState.Refused },
        { DispatchState.Unknown, "deferred", DispatchState.Deferred },
        { DispatchState.Unknown, "unknown", null },
        { DispatchState.Sending, "begin", null },
        { DispatchState.Sending, "delivered", DispatchState.Delivered },
        { DispatchState.Sending, "refused", DispatchState.Refused },
        { DispatchState.Sending, "deferred", DispatchState.Deferred },
        { DispatchState.Sending, "submitted", DispatchState.Submitted },
        { DispatchState.Sending, "unknown", DispatchState.Unknown },
        { DispatchState.Sending, "deadline", DispatchState.Unknown },
        { DispatchState.Sending, "cancel", DispatchState.Sending },
        { DispatchState.Sending, "hold", DispatchState.Sending },
        { DispatchState.Sending, "retry", null },
        { DispatchState.Submitted, "begin", null },
        { DispatchState.Submitted, "delivered", DispatchState.Delivered },
        { DispatchState.Submitted, "submitted", DispatchState.Submitted },
        { DispatchState.Submitted, "refused", DispatchState.Refused },
        { DispatchState.Submitted, "cancel", null },
        { DispatchState.Submitted, "retry", null },
        { DispatchState.Held, "begin", null },
        { DispatchState.Held, "retry", DispatchState.Pending },
        { DispatchState.Held, "cancel", DispatchState.Cancelled },
        { DispatchState.Held, "hold", null },
        { DispatchState.Held, "delivered", null },
        { DispatchState.Standby, "begin", null },
        { DispatchState.Standby, "cancel", DispatchState.Cancelled },
        { DispatchState.Standby, "hold", null },
        { DispatchState.Standby, "retry", null },
        { DispatchState.Refused, "begin", null },
        { DispatchState.Refused, "retry", DispatchState.Pending },
        { DispatchState.Refused, "cancel", null },
        { DispatchState.Refused, "delivered", null },
        { DispatchState.Delivered, "begin", null },
        { DispatchState.Delivered, "retry", null },
        { DispatchState.Delivered, "cancel", null },
        { DispatchState.Delivered, "hold", null },
        { DispatchState.Delivered, "refused", null },
        { DispatchState.Cancelled, "begin", null },
        { DispatchState.Cancelled, "retry", null },
        { DispatchState.Cancelled, "cancel", null },
        { DispatchState.Cancelled, "delivered", null },
        { DispatchState.Confirmed, "begin", null },
        { DispatchState.Confirmed, "cancel", null },
        { DispatchState.Bounced, "begin", null },
        { DispatchState.Bounced, "retry", null },
    };

    [Theory]
    [MemberData(nameof(Transitions))]
    public void Apply_EachStateAndEvent_LeadsWhereTheTableSays(DispatchState state, string happening, DispatchState? expected)
    {
        var transition = DispatchMachine.Apply(In(state), Event(happening), Policy());

        Assert.Equal(expected, (transition as Transition.Changed)?.Next.State);
    }

    [Theory]
    [InlineData(1, 0.0, 48)]
    [InlineData(1, 1.0, 72)]
    [InlineData(2, 0.0, 96)]
    [InlineData(2, 1.0, 144)]
    [InlineData(9, 0.0, 0.8 * 14400)]
    [InlineData(9, 1.0, 1.2 * 14400)]
    [InlineData(500, 1.0, 1.2 * 14400)]
    public void Ended_Deferred_WaitsTwiceAsLongEachTimeWithinTheJitter(int attempt, double jitter, double seconds)
    {
        var deferred = Changed(Sending(attempt: attempt), new DispatchEvent.Ended(Now, Deferred), Policy(jitter: jitter)).Next;

        Assert.Equal(Now.AddSeconds(seconds), deferred.DueAt!.Value, TimeSpan.FromMilliseconds(1));
        Assert.Equal((ReasonCode.ConnectRefused, "451 4.3.0"), (deferred.Reason, deferred.ProtocolCode));
    }

    [Fact]
    public void Ended_DestinationAsksForALongerWait_IsGranted()
    {
        var asked = new AttemptOutcome.Deferred(ReasonCode.QuotaExceeded, NotBefore: TimeSpan.FromHours(6));

        Assert.Equal(Now.AddHours(6), Changed(Sending(), new DispatchEvent.Ended(Now, asked), Policy()).Next.DueAt);
    }

    [Theory]
    [InlineData(-1, DispatchState.Deferred)]
    [InlineData(1, DispatchState.Refused)]
    public void Ended_DeferredAroundGivingUp_IsRefusedWhenTheNextTryWouldBeTooLate(int seconds, DispatchState expected)
    {
        var lastMoment = AcceptedAt.AddDays(4) - TimeSpan.FromMinutes(1);

        var transition = Changed(Sending(), new DispatchEvent.Ended(lastMoment.AddSeconds(seconds), Deferred), Policy(hasFallback: true));

        Assert.Equal(expected, transition.Next.State);
        Assert.Equal(expected == DispatchState.Refused, transition.ActivatesFallback);
        Assert.Equal(ReasonCode.ConnectRefused, transition.Next.Reason);
    }

    [Fact]
    public void Ended_Unknown_IsResentAfterTheLongestSendIsOver()
    {
        Assert.Equal(Now.AddMinutes(11), Changed(Sending(), new DispatchEvent.Ended(Now, Unknown), Policy()).Next.DueAt);
    }

    [Fact]
    public void DeadlinePassed_WithoutAnswer_IsResentAtOnceBecauseTheDeadlineWasTheWait()
    {
        Assert.Equal(Now, Changed(Sending(), new DispatchEvent.DeadlinePassed(Now, null), Policy()).Next.DueAt);
    }

    [Fact]
    public void DeadlinePassed_WithAnAnswer_IsWhatTheDestinationSays()
    {
        Assert.Equal(DispatchState.Delivered, Changed(Sending(), new DispatchEvent.DeadlinePassed(Now, Delivered), Policy(UnknownRule.Hold)).Next.State);
    }

    [Theory]
    [InlineData(DispatchRequest.Cancel)]
    [InlineData(DispatchRequest.Hold)]
    public void Ended_UnknownAfterARequest_IsHeldAndNeverSentAgainByItself(object requested)
    {
        var held = Changed(Sending((DispatchRequest)requested), new DispatchEvent.Ended(Now, Unknown), Policy()).Next;

        Assert.Equal((DispatchState.Held, DispatchRequest.None, null), (held.State, held.Requested, held.DueAt));
    }

    [Fact]
    public void Ended_UnknownUnderTheRuleHold_IsHeldWithItsReason()
    {
        var held = After(Unknown, Policy(UnknownRule.Hold));

        Assert.Equal((DispatchState.Held, ReasonCode.ConnectionLost, OutcomeKind.Unknown), (held.State, held.Reason, held.Outcome));
    }

    [Theory]
    [InlineData(ReasonCode.BatchHeld, null, null)]
    [InlineData(ReasonCode.BatchHeld, ReasonCode.SubscriptionHeld, ReasonCode.SubscriptionHeld)]
    [InlineData(ReasonCode.SubscriptionHeld, null, null)]
    public void Hold_HeldWithItsBatchOrSubscription_IsHeldByItself(ReasonCode reason, ReasonCode? asked, ReasonCode? expected)
    {
        var held = Fresh() with { State = DispatchState.Held, Reason = reason, DueAt = null };

        var next = Changed(held, new DispatchEvent.Hold(Now, asked), Policy()).Next;

        Assert.Equal((DispatchState.Held, expected, Now), (next.State, next.Reason, next.ChangedAt));
    }

    [Theory]
    [InlineData(null, DispatchState.Pending, null, true)]
    [InlineData(DispatchState.Held, DispatchState.Held, ReasonCode.BatchHeld, false)]
    [InlineData(DispatchState.Pending, DispatchState.Pending, null, false)]
    [InlineData(DispatchState.Deferred, DispatchState.Pending, null, false)]
    [InlineData(DispatchState.Delivered, DispatchState.Pending, null, true)]
    public void Release_OfALetterInABatch_GoesOnWithIt(DispatchState? batch, DispatchState expected, ReasonCode? reason, bool isDue)
    {
        var held = Fresh() with { State = DispatchState.Held, Reason = ReasonCode.SubscriptionHeld, DueAt = null };

        var next = Changed(held, new DispatchEvent.Release(Now, batch), Policy()).Next;

        Assert.Equal((expected, reason, isDue ? Now : null), (next.State, next.Reason, next.DueAt));
    }

    [Fact]
    public void Ended_NoAttempt_CountsAsNoneAndIsDueWhenItMay()
    {
        var sending = Sending();

        var next = Changed(sending, new DispatchEvent.Ended(Now, new AttemptOutcome.Deferred(ReasonCode.QuotaExceeded, NotBefore: TimeSpan.FromMinutes(7)) { IsNoAttempt = true }), Policy()).Next;

        Assert.Equal((DispatchState.Pending, sending.Attempt - 1, Now + TimeSpan.FromMinutes(7)), (next.State, next.Attempt, next.DueAt!.Value));
        Assert.Empty(next.History);
    }

    [Theory]
    [InlineData(DispatchRequest.Cancel, DispatchState.Cancelled)]
    [InlineData(DispatchRequest.Hold, DispatchState.Held)]
    [InlineData(DispatchRequest.None, DispatchState.Deferred)]
    public void Ended_Deferred_AppliesWhatWasRequestedMeanwhile(object requested, DispatchState expected)
    {
        Assert.Equal(expected, Changed(Sending((DispatchRequest)requested), new DispatchEvent.Ended(Now, Deferred), Policy()).Next.State);
    }

    [Fact]
    public void Ended_SubmittedAfterARequest_KeepsItForTheEnd()
    {
        var submitted = Changed(Sending(DispatchRequest.Cancel), new DispatchEvent.Ended(Now, Submitted), Policy()).Next;

        Assert.Equal(DispatchState.Cancelled, Changed(submitted, new DispatchEvent.Ended(Now, Deferred), Policy()).Next.State);
    }

    [Fact]
    public void Ended_LateDeferralOfWhatAPersonHeld_StaysHeldAndNowCertain()
    {
        var held = Changed(After(Unknown), new DispatchEvent.Hold(Now), Policy()).Next;

        var late = Changed(held, new DispatchEvent.Ended(Now, Deferred), Policy()).Next;

        Assert.Equal((DispatchState.Held, OutcomeKind.Deferred, null), (late.State, late.Outcome, late.DueAt));
    }

    [Fact]
    public void Ended_LateUncertaintyOfWhatAPersonHeld_ChangesNothing()
    {
        var held = Changed(After(Unknown), new DispatchEvent.Hold(Now), Policy()).Next;

        Assert.IsNotType<Transition.Changed>(DispatchMachine.Apply(held, new DispatchEvent.Ended(Now, Unknown), Policy()));
    }

    [Fact]
    public void Ended_LateDeliveryOfWhatAPersonHeld_IsDelivered()
    {
        var held = Changed(After(Unknown), new DispatchEvent.Hold(Now), Policy()).Next;

        Assert.Equal(DispatchState.Delivered, Changed(held, new DispatchEvent.Ended(Now, Delivered), Policy()).Next.State);
    }

    [Fact]
    public void Begin_AfterAnUnknownAttempt_IsAPossibleDuplicateForGood()
    {
        var second = Changed(After(Unknown), new DispatchEvent.Begin(Now, Guid.NewGuid()), Policy()).Next;
        var deferred = Changed(second, new DispatchEvent.Ended(Now, Deferred), Policy()).Next;
        var third = Changed(deferred, new DispatchEvent.Begin(Now, Guid.NewGuid()), Policy()).Next;

        Assert.True(second.IsPossibleDuplicate);
        Assert.True(third.IsPossibleDuplicate);
    }

    [Fact]
    public void Retry_RefusedWithAFallback_IsDeclinedBecauseTheFallbackTookOver()
    {
        var transition = DispatchMachine.Apply(After(Refused), new DispatchEvent.Retry(Now), Policy(hasFallback: true));

        Assert.Contains("fallback", Assert.IsType<Transition.Declined>(transition).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Retry_Deferred_IsDueNow()
    {
        Assert.Equal(AcceptedAt.AddMinutes(1.5), Changed(After(Deferred), new DispatchEvent.Retry(AcceptedAt.AddMinutes(1.5)), Policy()).Next.DueAt);
    }

    [Theory]
    [InlineData(DispatchState.Refused)]
    [InlineData(DispatchState.Held)]
    [InlineData(DispatchState.Deferred)]
    public void Retry_ByAPerson_BeginsBackOffAndGiveUpTimeAnew(DispatchState state)
    {
        var tried = state switch
        {
            DispatchState.Held => Changed(After(Deferred), new DispatchEvent.Hold(Now), Policy()).Next,
            DispatchState.Refused => Changed(Sending(attempt: 12), new DispatchEvent.Ended(AcceptedAt.AddDays(4), Deferred), Policy()).Next,
            _ => After(Deferred),
        };
        var retriedAt = AcceptedAt.AddDays(9);
        var pending = Changed(tried, new DispatchEvent.Retry(retriedAt), Policy()).Next;

        Assert.Equal((state, DispatchState.Pending, retriedAt), (tried.State, pending.State, pending.DueAt));
        var first = EndDeferred(Begin(pending, retriedAt), retriedAt.AddSeconds(1));
        Assert.Equal((DispatchState.Deferred, retriedAt.AddSeconds(61)), (first.State, first.DueAt));
        var last = EndDeferred(Begin(first, retriedAt.AddDays(4).AddMinutes(-10)), retriedAt.AddDays(4).AddMinutes(-3));
        Assert.Equal((DispatchState.Deferred, retriedAt.AddDays(4).AddMinutes(-1)), (last.State, last.DueAt));
        Assert.Equal(DispatchState.Refused, EndDeferred(Begin(last, last.DueAt!.Value), last.DueAt!.Value).State);
    }

    [Fact]
    public void Ended_DeferredAfterMoreAttemptsThanTheHistoryHolds_StillCountsFromTheFirst()
    {
        var startedAt = AcceptedAt.AddDays(1);
        var current = Begin(Fresh(), startedAt);
        while (current.State != DispatchState.Refused)
        {
            Assert.True(current.Attempt < 100);
            var deferred = EndDeferred(current, current.StartedAt!.Value);
            current = deferred.State == DispatchState.Refused ? deferred : Begin(deferred, deferred.DueAt!.Value);
        }

        Assert.InRange(current.EndedAt!.Value, startedAt.AddDays(4).AddHours(-4), startedAt.AddDays(4));
        Assert.Equal(20, current.History.Count);
        Assert.Equal((1, startedAt), (current.History[0].Number, current.History[0].StartedAt));
        Assert.Equal(current.Attempt - 1, current.History[^1].Number);
    }

    [Fact]
    public void Ended_FirstAttemptLongAfterAcceptance_IsNotGivenUpAtOnce() =>
        Assert.Equal(DispatchState.Deferred, EndDeferred(Begin(Fresh(), AcceptedAt.AddDays(30)), AcceptedAt.AddDays(30)).State);

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(11, 12)]
    public void IntentLifetime_IsTheBudgetAndAMarginOfAtMostOneMinute(double budget, double expected)
    {
        var policy = Policy() with { SendBudget = TimeSpan.FromMinutes(budget) };

        Assert.Equal(TimeSpan.FromMinutes(expected), policy.IntentLifetime);
    }

    private static DispatchProgress Begin(DispatchProgress current, DateTimeOffset at) => Changed(current, new DispatchEvent.Begin(at, Guid.NewGuid()), Policy()).Next;

    private static DispatchProgress EndDeferred(DispatchProgress current, DateTimeOffset at) => Changed(current, new DispatchEvent.Ended(at, Deferred), Policy()).Next;

    private static DispatchProgress In(DispatchState state) => state switch
    {
        DispatchState.Sending => Sending(),
        DispatchState.Submitted => After(Submitted),
        DispatchState.Deferred => After(Deferred),
        DispatchState.Unknown => After(Unknown),
        DispatchState.Refused => After(Refused),
        DispatchState.Delivered => After(Delivered),
        DispatchState.Held => Changed(Fresh(), new DispatchEvent.Hold(AcceptedAt), Policy()).Next,
        _ => Fresh(state),
    };

    private static DispatchEvent Event(string happening) => happening switch
    {
        "begin" => new DispatchEvent.Begin(Now, Guid.NewGuid()),
        "cancel" => new DispatchEvent.Cancel(AcceptedAt.AddMinutes(1)),
        "hold" => new DispatchEvent.Hold(AcceptedAt.AddMinutes(1)),
        "retry" => new DispatchEvent.Retry(AcceptedAt.AddMinutes(1)),
        "deadline" => new DispatchEvent.DeadlinePassed(Now, null),
        "delivered" => new DispatchEvent.Ended(Now, Delivered),
        "refused" => new DispatchEvent.Ended(Now, Refused),
        "deferred" => new DispatchEvent.Ended(Now, Deferred),
        "submitted" => new DispatchEvent.Ended(Now, Submitted),
        _ => new DispatchEvent.Ended(Now, Unknown),
    };
}
