using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Grains.Dispatches.Machine;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Tests.Grains.Dispatches;

/// <summary>Dispatches in every state, and the policy that decides about them.</summary>
internal static class Progress
{
    public static readonly DateTimeOffset AcceptedAt = new(2026, 10, 1, 6, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset Now = AcceptedAt.AddHours(1);

    public static readonly AttemptOutcome Delivered = new AttemptOutcome.Delivered(new Proof("smtp", "250 2.0.0 ABC"));
    public static readonly AttemptOutcome Refused = new AttemptOutcome.Refused(ReasonCode.RecipientRefused, "550 5.1.1");
    public static readonly AttemptOutcome Deferred = new AttemptOutcome.Deferred(ReasonCode.ConnectRefused, "451 4.3.0");
    public static readonly AttemptOutcome Submitted = new AttemptOutcome.Submitted("job-7", TimeSpan.FromSeconds(30));
    public static readonly AttemptOutcome Unknown = new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.ConnectionLost);

    public static DispatchPolicy Policy(UnknownRule onUnknown = UnknownRule.Resend, bool hasFallback = false, double jitter = 0.5) => new(
        new RetrySchedule(TimeSpan.FromMinutes(1), TimeSpan.FromHours(4), TimeSpan.FromDays(4)),
        onUnknown,
        TimeSpan.FromMinutes(11),
        hasFallback,
        jitter);

    public static DispatchProgress Fresh(DispatchState state = DispatchState.Pending) => new()
    {
        State = state,
        DueAt = state == DispatchState.Pending ? AcceptedAt : null,
        ChangedAt = AcceptedAt,
    };

    public static DispatchProgress Sending(DispatchRequest requested = DispatchRequest.None, int attempt = 1) => Fresh() with
    {
        State = DispatchState.Sending,
        Attempt = attempt,
        AttemptToken = Guid.NewGuid(),
        StartedAt = AcceptedAt,
        DueAt = AcceptedAt.AddMinutes(12),
        Requested = requested,
        History = attempt > 1 ? [new PastAttempt(1, AcceptedAt, AcceptedAt, OutcomeKind.Deferred, ReasonCode.ConnectRefused, null, null, null)] : [],
    };

    /// <summary>After one attempt that ended so, by the machine's own rules.</summary>
    public static DispatchProgress After(AttemptOutcome outcome, DispatchPolicy? policy = null) =>
        Changed(Sending(), new DispatchEvent.Ended(AcceptedAt.AddMinutes(1), outcome), policy ?? Policy()).Next;

    public static Transition.Changed Changed(DispatchProgress current, DispatchEvent happening, DispatchPolicy policy) =>
        Assert.IsType<Transition.Changed>(DispatchMachine.Apply(current, happening, policy));
}
