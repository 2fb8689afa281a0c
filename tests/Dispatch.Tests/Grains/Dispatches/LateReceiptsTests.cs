using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Grains.Dispatches.Machine;
using Dispatch.Storage.Dispatches;
using static Dispatch.Tests.Grains.Dispatches.Progress;

namespace Dispatch.Tests.Grains.Dispatches;

public sealed class LateReceiptsTests
{
    private static readonly Proof Mail = new("imap", "1700000000/42");

    public static readonly TheoryData<string, LateReceiptKind, DispatchState?> Transitions = new()
    {
        // Where it stands, what comes back, where it stands then; none: nothing is changed.
        { "delivered", LateReceiptKind.HardBounce, DispatchState.Bounced },
        { "delivered", LateReceiptKind.SoftBounce, DispatchState.Bounced },
        { "delivered", LateReceiptKind.Delayed, null },
        { "delivered", LateReceiptKind.Delivered, null },
        { "unknown", LateReceiptKind.HardBounce, DispatchState.Bounced },
        { "unknown", LateReceiptKind.SoftBounce, DispatchState.Bounced },
        { "unknown", LateReceiptKind.Delayed, DispatchState.Delivered },
        { "unknown", LateReceiptKind.Delivered, DispatchState.Delivered },
        { "held unknown", LateReceiptKind.HardBounce, DispatchState.Bounced },
        { "held unknown", LateReceiptKind.SoftBounce, DispatchState.Bounced },
        { "held unknown", LateReceiptKind.Delayed, DispatchState.Delivered },
        { "held deferred", LateReceiptKind.HardBounce, null },
        { "deferred", LateReceiptKind.HardBounce, DispatchState.Bounced },
        { "deferred", LateReceiptKind.SoftBounce, null },
        { "deferred", LateReceiptKind.Delayed, null },
        { "retried", LateReceiptKind.HardBounce, DispatchState.Bounced },
        { "retried", LateReceiptKind.SoftBounce, null },
        { "pending", LateReceiptKind.HardBounce, null },
        { "sending", LateReceiptKind.HardBounce, null },
        { "submitted", LateReceiptKind.HardBounce, null },
        { "standby", LateReceiptKind.HardBounce, null },
        { "bounced", LateReceiptKind.HardBounce, null },
        { "bounced", LateReceiptKind.Delayed, null },
        { "refused", LateReceiptKind.HardBounce, null },
        { "confirmed", LateReceiptKind.HardBounce, null },
        { "cancelled after unknown", LateReceiptKind.HardBounce, null },
        { "delivered", LateReceiptKind.AutoReply, null },
        { "delivered", LateReceiptKind.Unrecognized, null },
    };

    [Theory]
    [MemberData(nameof(Transitions))]
    public void Apply_EachStateAndReceipt_LeadsWhereTheTableSays(string state, LateReceiptKind kind, DispatchState? expected)
    {
        var transition = DispatchMachine.Apply(In(state), Receipt(kind), Policy(hasFallback: true));

        Assert.Equal(expected, (transition as Transition.Changed)?.Next.State);
        Assert.Equal(expected == DispatchState.Bounced, transition is Transition.Changed { ActivatesFallback: true });
    }

    [Fact]
    public void Apply_BounceOfADelivered_KeepsTheAttemptAndItsProofInTheHistory()
    {
        var bounced = Changed(After(Delivered), Receipt(LateReceiptKind.HardBounce), Policy()).Next;

        Assert.Equal((ReasonCode.RecipientRefused, "5.1.1", "imap", "1700000000/42"), (bounced.Reason, bounced.ProtocolCode, bounced.ProofKind, bounced.ProofValue));
        Assert.Equal((Now, null), (bounced.ChangedAt, bounced.DueAt));
        var attempt = Assert.Single(bounced.History);
        Assert.Equal((1, OutcomeKind.Delivered, "smtp", "250 2.0.0 ABC"), (attempt.Number, attempt.Outcome, attempt.ProofKind, attempt.ProofValue));
    }

    [Fact]
    public void Apply_BounceOfAnUnknown_ProvesThatTheRelayHadIt()
    {
        var bounced = Changed(After(Unknown), Receipt(LateReceiptKind.HardBounce), Policy()).Next;

        Assert.Equal((OutcomeKind.Delivered, null), (Assert.Single(bounced.History).Outcome, bounced.History[0].Reason));
        Assert.False(bounced.IsPossibleDuplicate);
    }

    [Fact]
    public void Apply_DelayOfAnUnknown_IsNotSentAgain()
    {
        var delivered = Changed(After(Unknown), Receipt(LateReceiptKind.Delayed), Policy()).Next;

        Assert.Equal((null, "imap", OutcomeKind.Delivered), (delivered.DueAt, delivered.ProofKind, delivered.Outcome));
    }

    [Fact]
    public void Apply_BounceWithoutAFallback_ActivatesNone() =>
        Assert.False(Changed(After(Delivered), Receipt(LateReceiptKind.HardBounce), Policy(hasFallback: false)).ActivatesFallback);

    private static DispatchEvent.Received Receipt(LateReceiptKind kind) => new(
        Now, kind, kind == LateReceiptKind.SoftBounce ? ReasonCode.QuotaExceeded : ReasonCode.RecipientRefused, kind == LateReceiptKind.SoftBounce ? "5.2.2" : "5.1.1", Mail);

    private static DispatchProgress In(string state) => state switch
    {
        "delivered" => After(Delivered),
        "unknown" => After(Unknown),
        "held unknown" => Changed(After(Unknown), new DispatchEvent.Hold(Now), Policy()).Next,
        "held deferred" => Changed(After(Deferred), new DispatchEvent.Hold(Now), Policy()).Next,
        "deferred" => After(Deferred),
        "retried" => Changed(After(Deferred), new DispatchEvent.Retry(Now), Policy()).Next,
        "sending" => Sending(),
        "submitted" => After(Submitted),
        "refused" => After(Refused),
        "bounced" => Changed(After(Delivered), Receipt(LateReceiptKind.HardBounce), Policy()).Next,
        "cancelled after unknown" => Changed(Changed(After(Unknown), new DispatchEvent.Hold(Now), Policy()).Next, new DispatchEvent.Cancel(Now), Policy()).Next,
        _ => Fresh(Enum.Parse<DispatchState>(state, ignoreCase: true)),
    };
}
