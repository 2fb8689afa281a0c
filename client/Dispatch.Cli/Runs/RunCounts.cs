using Dispatch.Abstractions;

namespace Dispatch.Cli.Runs;

/// <summary>What a run's view says, in the forms that others ask for.</summary>
internal static class RunCounts
{
    /// <summary>Its dispatches by kind, destination and state.</summary>
    public static IReadOnlyList<StateCount> Counts(this RunView view) =>
    [
        .. view.Lanes.SelectMany(lane => lane.States
            .GroupBy(state => state.State)
            .Select(group => new StateCount(lane.Kind, lane.Destination, group.Key, group.Sum(state => state.Count), group.Min(state => state.OldestAt)))),
    ];

    /// <summary>How many inputs were checked.</summary>
    public static int CheckedCount(this RunView view) => view.State == RunState.Staging ? 0 : view.Inputs.Total - view.Inputs.Staged;

    /// <summary>How many inputs are definitive.</summary>
    public static int DefinitiveCount(this RunView view) => view.Inputs.Finalized + view.Inputs.Repeated;

    /// <summary>How many inputs are definitive or to become it.</summary>
    public static int FinalizableCount(this RunView view) => view.DefinitiveCount() + view.Inputs.Staged + view.Inputs.Valid;

    /// <summary>Whether somebody has confirmed it, and it was not stopped.</summary>
    public static bool IsConfirmed(this RunView view) => view.State is RunState.Finalizing or RunState.InProgress or RunState.Settled or RunState.NeedsCare;

    /// <summary>Whether its inputs are still on their way or checked.</summary>
    public static bool IsBeingChecked(this RunView view) => view.State is RunState.Staging or RunState.Validating;
}
