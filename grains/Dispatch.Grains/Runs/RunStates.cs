using Dispatch.Abstractions;
using Dispatch.Storage.Runs;

namespace Dispatch.Grains.Runs;

/// <summary>Where a run stands, of its row and its dispatches.</summary>
internal static class RunStates
{
    /// <summary>The one state.</summary>
    /// <param name="phase">How far its row is.</param>
    /// <param name="hasOpen">Whether a dispatch is in flight or unknown.</param>
    /// <param name="needsCare">Whether a dispatch bounced, was refused or is held.</param>
    public static RunState Of(RunPhase phase, bool hasOpen, bool needsCare) => phase switch
    {
        RunPhase.Staging => RunState.Staging,
        RunPhase.Validating => RunState.Validating,
        RunPhase.AwaitingConfirmation => RunState.AwaitingConfirmation,
        RunPhase.Finalizing => RunState.Finalizing,
        RunPhase.Finalized => hasOpen ? RunState.InProgress : needsCare ? RunState.NeedsCare : RunState.Settled,
        RunPhase.Stopped => RunState.Stopped,
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "No such phase."),
    };
}
