using CsCheck;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Grains.Dispatches.Machine;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Tests.Grains.Dispatches;

/// <summary>Random lives of a dispatch against what must hold in all of them. A failure prints its seed; CsCheck_Seed=… repeats it.</summary>
public sealed class DispatchMachineModelTests
{
    private static readonly DispatchState[] Terminal = [DispatchState.Delivered, DispatchState.Confirmed, DispatchState.Bounced, DispatchState.Cancelled];
    private static readonly DispatchState[] Due = [DispatchState.Pending, DispatchState.Sending, DispatchState.Submitted, DispatchState.Deferred, DispatchState.Unknown];

    private static readonly AttemptOutcome[] Endings =
        [Progress.Delivered, Progress.Refused, Progress.Deferred, Progress.Deferred, Progress.Deferred, Progress.Submitted, Progress.Unknown];

    private static readonly Gen<AttemptOutcome> Outcomes = Gen.Int[0, Endings.Length - 1].Select(i => Endings[i]);

    private static readonly Gen<(int Kind, AttemptOutcome Outcome, int Seconds)> Steps = Gen.Select(Gen.Int[0, 13], Outcomes, Gen.Int[0, 7200]);

    [Fact]
    public void Apply_AnySequenceOfEvents_KeepsEveryPromise() => Gen
        .Select(Steps.Array[1, 120], Gen.Bool, Gen.Bool, Gen.Double.Unit)
        .Sample((steps, holdsUnknown, hasFallback, jitter) =>
            Live(steps, Progress.Policy(holdsUnknown ? UnknownRule.Hold : UnknownRule.Resend, hasFallback, jitter)), iter: 3000);

    private static void Live((int Kind, AttemptOutcome Outcome, int Seconds)[] steps, DispatchPolicy policy)
    {
        var current = Progress.Fresh();
        var now = Progress.AcceptedAt;
        var past = new List<(int Number, OutcomeKind Outcome)>();
        var (seriesBegins, seriesFirst, seriesSince) = (true, 0, now);
        var activationCount = 0;
        var beganAfterUnknown = false;
        foreach (var step in steps)
        {
            now = now.AddSeconds(step.Seconds);
            var happening = Happening(step.Kind, step.Outcome, now);
            if (DispatchMachine.Apply(current, happening, policy) is not Transition.Changed changed)
                continue;

            var next = changed.Next;
            if (happening is not DispatchEvent.Received)
                Assert.DoesNotContain(current.State, Terminal);
            Assert.Equal(Due.Contains(next.State), next.DueAt is not null);
            if (next.State == DispatchState.Bounced)
            {
                Assert.IsType<DispatchEvent.Received>(happening);
                Assert.True(next.Attempt > 0);
                Assert.Equal(policy.HasFallback, changed.ActivatesFallback);
                past.Add((current.Attempt, next.Outcome!.Value));
            }

            if (happening is DispatchEvent.Begin)
            {
                Assert.Contains(current.State, (DispatchState[])[DispatchState.Pending, DispatchState.Deferred, DispatchState.Unknown]);
                Assert.Equal(current.Attempt + 1, next.Attempt);
                Assert.NotEqual(current.AttemptToken, next.AttemptToken);
                if (current.Attempt > 0)
                    past.Add((current.Attempt, current.Outcome!.Value));
                if (seriesBegins)
                    (seriesBegins, seriesFirst, seriesSince) = (false, next.Attempt, now);
                beganAfterUnknown |= current.Outcome == OutcomeKind.Unknown;
            }
            else
            {
                Assert.Equal((current.Attempt, current.AttemptToken), (next.Attempt, next.AttemptToken));
                Assert.NotEqual((DispatchState.Held, DispatchState.Sending), (current.State, next.State));
            }

            if (happening is DispatchEvent.Ended or DispatchEvent.DeadlinePassed)
            {
                Assert.True(next.Requested == DispatchRequest.None || next.State == DispatchState.Submitted);
                Assert.NotNull(next.EndedAt);
                Assert.False(current.Requested != DispatchRequest.None && (next.State is DispatchState.Deferred or DispatchState.Unknown), "A request was forgotten.");
                Assert.False(current.State == DispatchState.Held && (next.State is DispatchState.Deferred or DispatchState.Unknown), "What is held moves on only by a person.");
            }

            seriesBegins |= happening is DispatchEvent.Retry or DispatchEvent.Release && next.State == DispatchState.Pending && current.State is DispatchState.Deferred or DispatchState.Held or DispatchState.Refused;
            if (next is { State: DispatchState.Deferred, DueAt: { } dueAt })
                Assert.True(dueAt - seriesSince <= policy.Retry.GiveUpAfter, "It was not given up in time.");
            if (next is { State: DispatchState.Refused, Outcome: OutcomeKind.Deferred })
                Assert.True(now + policy.DelayAfter(next.Attempt - seriesFirst + 1) - seriesSince > policy.Retry.GiveUpAfter, "It was given up too early.");

            if (changed.ActivatesFallback)
            {
                Assert.True(next.State is DispatchState.Refused or DispatchState.Bounced);
                Assert.Equal(1, ++activationCount);
            }

            Assert.Equal(policy.HasFallback && next.State is DispatchState.Refused or DispatchState.Bounced, activationCount == 1);
            Assert.Equal(beganAfterUnknown, next.IsPossibleDuplicate);
            Assert.Equal(Kept(past, seriesFirst), next.History.Select(attempt => (attempt.Number, attempt.Outcome)));
            current = next;
        }
    }

    /// <summary>The last twenty, the first of the series among them.</summary>
    private static IEnumerable<(int Number, OutcomeKind Outcome)> Kept(List<(int Number, OutcomeKind Outcome)> past, int seriesFirst) =>
        past.Count > 20 && seriesFirst <= past.Count - 20 ? [past[seriesFirst - 1], .. past.TakeLast(19)] : past.TakeLast(20);

    private static DispatchEvent Happening(int kind, AttemptOutcome outcome, DateTimeOffset now) => kind switch
    {
        0 => new DispatchEvent.Cancel(now),
        1 => new DispatchEvent.Hold(now),
        2 => new DispatchEvent.Retry(now),
        3 => new DispatchEvent.DeadlinePassed(now, null),
        4 => new DispatchEvent.DeadlinePassed(now, outcome),
        10 => new DispatchEvent.Hold(now, ReasonCode.SubscriptionHeld),
        11 => new DispatchEvent.Release(now),
        12 => new DispatchEvent.Received(now, LateReceiptKind.HardBounce, ReasonCode.RecipientRefused, "5.1.1", new Proof("imap", "1/2")),
        13 => new DispatchEvent.Received(now, (LateReceiptKind)(now.Second % 5), ReasonCode.QuotaExceeded, "5.2.2", new Proof("imap", "1/3")),
        5 or 6 or 7 => new DispatchEvent.Begin(now, Guid.NewGuid()),
        _ => new DispatchEvent.Ended(now, outcome),
    };
}
