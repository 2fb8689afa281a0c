using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Grains.Dispatches.Machine;
using Dispatch.Storage.Dispatches;
using static Dispatch.Tests.Grains.Dispatches.Progress;

namespace Dispatch.Tests.Grains.Dispatches;

public sealed class ReturnedLettersTests
{
    private static readonly DispatchEvent.Received _returned = new(Now, LateReceiptKind.Returned, ReasonCode.RecipientMoved, null, new Proof("returned", "moved by anna"));

    private static readonly DispatchPolicy _policy = Policy(UnknownRule.Hold, hasFallback: true);

    [Theory]
    [InlineData("delivered", true)]
    [InlineData("submitted", true)]
    [InlineData("confirmed", true)]
    [InlineData("held unknown", true)]
    [InlineData("retried after unknown", true)]
    [InlineData("deferred after unknown", true)]
    [InlineData("held after unknown", true)]
    [InlineData("held deferred", false)]
    [InlineData("deferred", false)]
    [InlineData("retried", false)]
    [InlineData("pending", false)]
    [InlineData("sending", false)]
    [InlineData("standby", false)]
    [InlineData("refused", false)]
    [InlineData("cancelled", false)]
    [InlineData("cancelled after unknown", false)]
    public void Apply_EachState_BouncesWhatMayHaveBeenPrinted(string state, bool isBounced)
    {
        var transition = DispatchMachine.Apply(In(state), _returned, _policy);

        if (isBounced)
            Assert.True(Assert.IsType<Transition.Changed>(transition) is { Next.State: DispatchState.Bounced, ActivatesFallback: true });
        else
            Assert.NotEmpty(Assert.IsType<Transition.Declined>(transition).Why);
    }

    [Fact]
    public void Apply_Twice_ChangesNothingTheSecondTime()
    {
        var bounced = Changed(In("delivered"), _returned, _policy).Next;

        Assert.IsType<Transition.Unchanged>(DispatchMachine.Apply(bounced, _returned with { Reason = ReasonCode.Unclaimed }, _policy));
        Assert.Equal((ReasonCode.RecipientMoved, "returned", "moved by anna", null), (bounced.Reason, bounced.ProofKind, bounced.ProofValue, bounced.DueAt));
        Assert.Equal((OutcomeKind.Delivered, "smtp"), (Assert.Single(bounced.History).Outcome, bounced.History[0].ProofKind));
    }

    [Theory]
    [InlineData("submitted")]
    [InlineData("held unknown")]
    public void Apply_NobodyKnewWhetherItWasPrinted_ProvesThatItWas(string state)
    {
        var bounced = Changed(In(state), _returned, _policy).Next;

        Assert.Equal((OutcomeKind.Delivered, null), (Assert.Single(bounced.History).Outcome, bounced.History[0].Reason));
        Assert.IsType<Transition.Declined>(DispatchMachine.Apply(bounced, new DispatchEvent.Ended(Now, Delivered), _policy));
    }

    private static DispatchProgress In(string state) => state switch
    {
        "delivered" => After(Delivered, _policy),
        "confirmed" => After(Delivered, _policy) with { State = DispatchState.Confirmed },
        "submitted" => After(Submitted, _policy),
        "held unknown" => After(Unknown, _policy),
        "retried after unknown" => Changed(After(Unknown, _policy), new DispatchEvent.Retry(Now), _policy).Next,
        "deferred after unknown" => Again(Deferred),
        "held after unknown" => Changed(Again(Deferred), new DispatchEvent.Hold(Now), _policy).Next,
        "held deferred" => Changed(After(Deferred, _policy), new DispatchEvent.Hold(Now), _policy).Next,
        "deferred" => After(Deferred, _policy),
        "retried" => Changed(After(Deferred, _policy), new DispatchEvent.Retry(Now), _policy).Next,
        "sending" => Sending(),
        "refused" => After(Refused, _policy),
        "cancelled" => Changed(Fresh(), new DispatchEvent.Cancel(Now), _policy).Next,
        "cancelled after unknown" => Changed(After(Unknown, _policy), new DispatchEvent.Cancel(Now), _policy).Next,
        _ => Fresh(Enum.Parse<DispatchState>(state, ignoreCase: true)),
    };

    /// <summary>A person has sent it again after an attempt whose end nobody knew.</summary>
    private static DispatchProgress Again(AttemptOutcome outcome)
    {
        var begun = Changed(In("retried after unknown"), new DispatchEvent.Begin(Now, Guid.NewGuid()), _policy).Next;
        return Changed(begun, new DispatchEvent.Ended(Now, outcome), _policy).Next;
    }
}
