using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Grains.Dispatches.Machine;
using Dispatch.Grains.Printing;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Tests.Grains.Printing;

public sealed class LetterFollowingTests
{
    private static readonly DateTimeOffset _now = new(2026, 10, 1, 1, 0, 0, TimeSpan.Zero);
    private static readonly DispatchPolicy _policy = new(
        new RetrySchedule(TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromDays(4)), UnknownRule.Hold, TimeSpan.FromMinutes(2), HasFallback: false, Jitter: 0.5);

    private static readonly DispatchProgress _new = new() { State = DispatchState.Pending, ChangedAt = _now };

    /// <summary>Whatever happens to a batch, its letters come to where it is, and stay there; also by several steps (+) at once.</summary>
    [Theory]
    [InlineData("begin", DispatchState.Sending)]
    [InlineData("begin cut", DispatchState.Pending)]
    [InlineData("begin defer", DispatchState.Deferred)]
    [InlineData("begin defer begin deliver", DispatchState.Delivered)]
    [InlineData("begin submit", DispatchState.Submitted)]
    [InlineData("begin submit deliver", DispatchState.Delivered)]
    [InlineData("begin refuse", DispatchState.Refused)]
    [InlineData("begin submit refuse", DispatchState.Refused)]
    [InlineData("begin refuse retry begin", DispatchState.Sending)]
    [InlineData("begin lose", DispatchState.Held)]
    [InlineData("begin lose deliver", DispatchState.Delivered)]
    [InlineData("begin submit lose retry begin submit deliver", DispatchState.Delivered)]
    [InlineData("hold", DispatchState.Held)]
    [InlineData("hold retry", DispatchState.Pending)]
    [InlineData("hold cancel", DispatchState.Cancelled)]
    [InlineData("begin defer hold retry begin deliver", DispatchState.Delivered)]
    [InlineData("begin defer cancel", DispatchState.Cancelled)]
    [InlineData("begin ask-to-hold defer", DispatchState.Held)]
    [InlineData("begin cancel defer", DispatchState.Cancelled)]
    [InlineData("begin defer begin cancel defer", DispatchState.Cancelled)]
    [InlineData("begin cancel lose", DispatchState.Held)]
    [InlineData("begin cancel submit", DispatchState.Submitted)]
    [InlineData("begin lose defer", DispatchState.Held)]
    [InlineData("begin lose defer cancel", DispatchState.Cancelled)]
    [InlineData("begin lose defer retry begin deliver", DispatchState.Delivered)]
    [InlineData("begin lose+retry", DispatchState.Pending)]
    [InlineData("begin lose+retry begin deliver", DispatchState.Delivered)]
    [InlineData("begin defer+retry begin deliver", DispatchState.Delivered)]
    [InlineData("begin submit lose+defer+retry", DispatchState.Pending)]
    [InlineData("begin submit lose+defer+retry begin deliver", DispatchState.Delivered)]
    [InlineData("begin submit lose+deliver", DispatchState.Delivered)]
    [InlineData("begin lose retry hold deliver", DispatchState.Delivered)]
    public void Letter_BatchMoves_ComesAfterIt(string steps, DispatchState end)
    {
        var (batch, letter) = (_new with { DueAt = _now }, _new);
        foreach (var step in steps.Split(' '))
        {
            batch = step.Split('+').Aggregate(batch, Move);
            letter = Settle(batch, letter);
        }

        Assert.Equal((end, end), (batch.State, letter.State));
        Assert.Null(letter.DueAt);
        Assert.Equal((batch.Attempt, batch.Outcome, batch.IsPossibleDuplicate, batch.History.Count), (letter.Attempt, letter.Outcome, letter.IsPossibleDuplicate, letter.History.Count));
        if (end != DispatchState.Held)
            Assert.Equal((batch.Reason, batch.ProtocolCode, batch.ProofKind, batch.ProofValue), (letter.Reason, letter.ProtocolCode, letter.ProofKind, letter.ProofValue));
    }

    [Fact]
    public void Letter_BehindBySeveralSteps_ComesToTheEndAllTheSame()
    {
        var batch = Move(Move(Move(_new with { DueAt = _now }, "begin"), "submit"), "deliver");
        var sending = Settle(Move(_new with { DueAt = _now }, "begin") with { AttemptToken = batch.AttemptToken }, _new);

        Assert.Equal(DispatchState.Delivered, Settle(batch, sending).State);
    }

    [Fact]
    public void Letter_HeldByAPerson_IsNotReleasedWithTheBatch()
    {
        var held = Apply(_new, new DispatchEvent.Hold(_now));
        var batch = Move(Move(_new with { DueAt = _now }, "hold"), "retry");

        Assert.Null(LetterFollowing.Follow(batch, null, held, hasFallback: false));
        Assert.Null(LetterFollowing.Follow(Move(batch, "begin"), null, held, hasFallback: false));
        Assert.Null(LetterFollowing.Follow(Move(_new with { DueAt = _now }, "cancel"), null, held, hasFallback: false));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(ReasonCode.SubscriptionHeld)]
    public void Letter_HeldByItselfThoughItsBatchIsHeld_StaysWhenTheBatchGoesOn(ReasonCode? reason)
    {
        foreach (var steps in new[] { "hold", "begin defer hold", "begin lose retry hold" })
        {
            var (batch, letter) = (_new with { DueAt = _now }, _new);
            foreach (var step in steps.Split(' '))
            {
                batch = Move(batch, step);
                letter = Settle(batch, letter);
            }

            letter = Apply(letter, new DispatchEvent.Hold(_now, reason));
            foreach (var step in new[] { "retry", "begin" })
            {
                batch = Move(batch, step);
                Assert.Null(LetterFollowing.Follow(batch, null, letter, hasFallback: false));
            }
        }
    }

    [Fact]
    public void Letter_CancelWasAskedForAndNothingWasPrinted_IsCancelled()
    {
        var batch = Move(Move(_new with { DueAt = _now }, "begin"), "submit");
        var letter = Settle(batch, Settle(Move(_new with { DueAt = _now }, "begin") with { AttemptToken = batch.AttemptToken }, _new) with { Requested = DispatchRequest.Cancel });

        Assert.Equal(DispatchState.Cancelled, Settle(Move(Move(Move(batch, "lose"), "defer"), "retry"), letter).State);
    }

    [Fact]
    public void Letter_CameBackOrCancelled_StaysSo()
    {
        var batch = Move(Move(_new with { DueAt = _now }, "begin"), "deliver");

        foreach (var state in new[] { DispatchState.Bounced, DispatchState.Cancelled, DispatchState.Confirmed, DispatchState.Delivered, DispatchState.Standby })
            Assert.Null(LetterFollowing.Follow(batch, null, _new with { State = state }, hasFallback: false));
    }

    [Fact]
    public void Letter_RefusedWithFallback_ActivatesIt()
    {
        var sending = Settle(Move(_new with { DueAt = _now }, "begin"), _new);
        var refused = Move(Move(_new with { DueAt = _now }, "begin"), "refuse");
        var delivered = Move(Move(_new with { DueAt = _now }, "begin"), "deliver");

        Assert.True(LetterFollowing.Follow(refused, null, sending, hasFallback: true)!.ActivatesFallback);
        Assert.False(LetterFollowing.Follow(refused, null, sending, hasFallback: false)!.ActivatesFallback);
        var rejected = LetterFollowing.Follow(delivered, new AttemptOutcome.Refused(ReasonCode.ContentRefused), sending, hasFallback: true);
        Assert.Equal((DispatchState.Refused, true), (rejected!.Next.State, rejected.ActivatesFallback));
    }

    private static DispatchProgress Settle(DispatchProgress batch, DispatchProgress letter)
    {
        for (var i = 0; i < 5 && LetterFollowing.Follow(batch, null, letter, hasFallback: false) is { } change; i++)
            letter = change.Next;
        Assert.Null(LetterFollowing.Follow(batch, null, letter, hasFallback: false));
        return letter;
    }

    private static DispatchProgress Move(DispatchProgress batch, string step) => Apply(batch, step switch
    {
        "begin" => new DispatchEvent.Begin(_now, Guid.NewGuid()),
        "cut" => new DispatchEvent.Ended(_now, new AttemptOutcome.Deferred(ReasonCode.Cancelled)),
        "defer" => new DispatchEvent.Ended(_now, new AttemptOutcome.Deferred(ReasonCode.MediaMissing, "0x0506")),
        "submit" => new DispatchEvent.Ended(_now, new AttemptOutcome.Submitted("12", TimeSpan.FromSeconds(10))),
        "deliver" => new DispatchEvent.Ended(_now, new AttemptOutcome.Delivered(new Proof("ipp", "12"))),
        "refuse" => new DispatchEvent.Ended(_now, new AttemptOutcome.Refused(ReasonCode.ContentRefused, "0x040A")),
        "lose" => new DispatchEvent.Ended(_now, new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.ConnectionLost)),
        "hold" or "ask-to-hold" => new DispatchEvent.Hold(_now),
        "retry" => new DispatchEvent.Retry(_now),
        _ => new DispatchEvent.Cancel(_now),
    });

    private static DispatchProgress Apply(DispatchProgress current, DispatchEvent happening) =>
        Assert.IsType<Transition.Changed>(DispatchMachine.Apply(current, happening, _policy)).Next;
}
