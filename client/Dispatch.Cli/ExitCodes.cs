using Dispatch.Abstractions;

namespace Dispatch.Cli;

/// <summary>Which exit code tells most where several fit, and what each means.</summary>
internal static class ExitCodes
{
    /// <summary>What accepted work ends with: 10 before 9 before 8 before 0.</summary>
    /// <param name="states">Where its dispatches stand.</param>
    /// <param name="someRefused">Whether some inputs were refused while others were accepted.</param>
    public static ExitCode ForAccepted(IEnumerable<DispatchState> states, bool someRefused = false)
    {
        if (someRefused)
            return ExitCode.SomeRefused;

        var seen = states.ToHashSet();
        if (seen.Any(NeedsCare))
            return ExitCode.NeedsCare;
        return seen.Any(IsOpen) ? ExitCode.NotSettled : ExitCode.Done;
    }

    /// <summary>What a refusal of everything ends with: 4 if all of it are conflicts, else 3.</summary>
    public static ExitCode ForRefused(IEnumerable<bool> areConflicts) => areConflicts.All(isConflict => isConflict) ? ExitCode.Conflict : ExitCode.Refused;

    /// <summary>
    /// Whether the engine still has to do something about a dispatch: an unknown one is sent again, or becomes held. A standby fallback counts
    /// only once it is activated.
    /// </summary>
    public static bool IsOpen(DispatchState state) => state is
        DispatchState.Pending or DispatchState.Sending or DispatchState.Submitted or DispatchState.Deferred or DispatchState.Unknown;

    /// <summary>Whether a person has to look at a dispatch.</summary>
    public static bool NeedsCare(DispatchState state) => state is DispatchState.Refused or DispatchState.Held or DispatchState.Bounced;

    /// <summary>The code in words, for help.</summary>
    public static string Describe(ExitCode code) => code switch
    {
        ExitCode.Done => "done",
        ExitCode.InternalError => "internal error",
        ExitCode.Usage => "wrong usage or configuration",
        ExitCode.Refused => "input refused, nothing recorded",
        ExitCode.Conflict => "conflict: same number, other content",
        ExitCode.NotFound => "not found",
        ExitCode.NotConfirmed => "not confirmed, nothing recorded",
        ExitCode.Unreachable => "data folder or silo not reachable",
        ExitCode.NotSettled => "accepted, not all settled in time",
        ExitCode.NeedsCare => "settled, but at least one refused, held or returned",
        ExitCode.SomeRefused => "run done, some inputs refused",
        ExitCode.Interrupted => "interrupted; accepted work is kept",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };
}
