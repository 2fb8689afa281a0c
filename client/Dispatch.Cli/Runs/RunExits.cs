using Dispatch.Abstractions;

namespace Dispatch.Cli.Runs;

/// <summary>What a run's state is to a script.</summary>
internal static class RunExits
{
    /// <summary>The code that tells most.</summary>
    public static ExitCode Of(RunView view) => view.State switch
    {
        RunState.Stopped => view.Inputs.Refused > 0 ? ExitCode.Refused : ExitCode.NotConfirmed,
        RunState.AwaitingConfirmation => ExitCode.NotConfirmed,
        RunState.Staging or RunState.Validating => ExitCode.NotSettled,
        RunState.Finalizing => ExitCodes.ForAccepted([.. StatesOf(view), DispatchState.Pending], view.Inputs.Refused > 0),
        _ => ExitCodes.ForAccepted(StatesOf(view), view.Inputs.Refused > 0),
    };

    private static IEnumerable<DispatchState> StatesOf(RunView view) => view.Lanes.SelectMany(lane => lane.States).Where(count => count.Count > 0).Select(count => count.State);
}
