using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Dispatches.Machine;

/// <summary>
/// What a receipt that came later does to a dispatch. It is heard where it can be true: after an attempt that delivered or whose end nobody knows.
/// What a person ended stays ended.
/// </summary>
internal static class LateReceipts
{
    /// <summary>Decides it.</summary>
    public static Transition Apply(DispatchProgress current, DispatchEvent.Received received, DispatchPolicy policy)
    {
        // Whatever the report says, the relay has taken the message over: nothing needs to be sent again.
        var isUnknown = current is { State: DispatchState.Unknown or DispatchState.Held, Outcome: OutcomeKind.Unknown };
        return received.Kind switch
        {
            LateReceiptKind.Returned => ReturnedLetters.Apply(current, received, policy),
            LateReceiptKind.HardBounce or LateReceiptKind.SoftBounce => Bounce(current, received, policy, isUnknown),
            LateReceiptKind.Delayed or LateReceiptKind.Delivered => isUnknown
                ? DispatchMachine.End(current, new AttemptOutcome.Delivered(received.Proof), received.At, policy, quietPeriod: TimeSpan.Zero)
                : new Transition.Unchanged(),
            _ => new Transition.Declined("It says nothing of the delivery."),
        };
    }

    private static Transition Bounce(DispatchProgress current, DispatchEvent.Received received, DispatchPolicy policy, bool isUnknown)
    {
        switch (current.State)
        {
            case DispatchState.Delivered:
            case var _ when isUnknown:
                break;

            // An earlier attempt had arrived at the relay after all. Another one to an address that does not work would come back too.
            case DispatchState.Deferred or DispatchState.Pending when current.Attempt > 0 && received.Kind == LateReceiptKind.HardBounce:
                break;
            case DispatchState.Bounced or DispatchState.Refused or DispatchState.Cancelled or DispatchState.Confirmed:
                return new Transition.Unchanged();
            default:
                return new Transition.Declined($"A dispatch that is {DispatchMachine.Word(current.State)} cannot have come back.");
        }

        return ComeBack(isUnknown ? current with { Outcome = OutcomeKind.Delivered, Reason = null } : current, received, policy);
    }

    /// <summary>What came back is bounced; its last attempt goes into the history, and its fallback takes over.</summary>
    internal static Transition.Changed ComeBack(DispatchProgress ended, DispatchEvent.Received received, DispatchPolicy policy) => new(
        ended with
        {
            State = DispatchState.Bounced,
            DueAt = null,
            Requested = DispatchRequest.None,
            Reason = received.Reason,
            ProtocolCode = received.ProtocolCode,
            ProofKind = received.Proof.Kind,
            ProofValue = received.Proof.Value,
            ChangedAt = received.At,
            History = DispatchMachine.WithPast(ended),
        },
        policy.HasFallback);
}
