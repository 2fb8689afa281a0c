using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;

namespace Dispatch.Cli.Runs;

/// <summary>A run with its ledger.</summary>
internal sealed class RunJson(RunView view)
{
    public string Id => view.Id;

    public string State => Words<RunState>.Of(view.State);

    public Pause? Pause => view.Pause;

    public Pause? Cancellation => view.Cancellation;

    public DateTimeOffset StartedAt => view.StartedAt;

    public DateTimeOffset? ConfirmedAt => view.ConfirmedAt;

    public DateTimeOffset? FinalizedAt => view.FinalizedAt;

    public string RequestedBy => view.RequestedBy;

    public string? ConfirmedBy => view.ConfirmedBy;

    public string? Printer => view.Printer;

    public RunInputCounts Inputs => view.Inputs;

    public IEnumerable<LaneJson> Lanes => view.Lanes.Select(lane => new LaneJson(lane));

    public bool Balanced => view.Differences.Count == 0;

    public IReadOnlyList<string> Differences => view.Differences;

    internal sealed class LaneJson(RunLane lane) : RunLaneJson(lane)
    {
        public IEnumerable<StateJson> States => Lane.States.Select(count => new StateJson(count));
    }

    internal sealed class StateJson(RunStateCount count)
    {
        public DispatchState State => count.State;

        public ReasonCode? Reason => count.Reason;

        public long Count => count.Count;

        public DateTimeOffset OldestAt => count.OldestAt;
    }
}
