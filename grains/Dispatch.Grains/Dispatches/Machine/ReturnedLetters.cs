using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Dispatches.Machine;

/// <summary>
/// What a letter that the post brought back does to its dispatch. It is heard where paper can have left the house: printed, taken by a printer that
/// has not told of its end, or in an attempt whose end nobody knew. What a person ended stays ended.
/// </summary>
internal static class ReturnedLetters
{
    /// <summary>Decides it.</summary>
    public static Transition Apply(DispatchProgress current, DispatchEvent.Received received, DispatchPolicy policy)
    {
        var mayBePrinted = MayBePrinted(current.Outcome) || current.History.Any(attempt => MayBePrinted(attempt.Outcome));
        switch (current.State)
        {
            case DispatchState.Bounced:
                return new Transition.Unchanged();

            // Who has the envelope in hand knows more than the printer, which has not told yet that it is done.
            case DispatchState.Delivered or DispatchState.Confirmed or DispatchState.Submitted:
            case DispatchState.Unknown or DispatchState.Held or DispatchState.Pending or DispatchState.Deferred when mayBePrinted:
                break;
            case DispatchState.Sending:
                return new Transition.Declined("An attempt is open; enter it again when that has ended.");
            case DispatchState.Standby:
                return new Transition.Declined("It is a fallback that waits; it was never printed.");
            case var state when mayBePrinted:
                return new Transition.Declined($"It is {DispatchMachine.Word(state)} already; what became of it before is in its attempts.");
            case var state:
                return new Transition.Declined($"It is {DispatchMachine.Word(state)} and was never printed.");
        }

        var isLastInDoubt = current.Outcome is OutcomeKind.Unknown or OutcomeKind.Submitted;
        return LateReceipts.ComeBack(isLastInDoubt ? current with { Outcome = OutcomeKind.Delivered, Reason = null } : current, received, policy);
    }

    private static bool MayBePrinted(OutcomeKind? outcome) => outcome is OutcomeKind.Delivered or OutcomeKind.Submitted or OutcomeKind.Unknown;
}
