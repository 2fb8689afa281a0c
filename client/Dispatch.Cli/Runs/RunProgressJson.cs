using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Output;

namespace Dispatch.Cli.Runs;

/// <summary>A line of progress.</summary>
internal sealed class RunProgressJson(RunView view)
{
    public string Type => "progress";

    public string Run => view.Id;

    public int Inputs => view.Inputs.Total;

    public int Checked => view.CheckedCount();

    public int Finalized => view.Inputs.Finalized;

    public int Repeated => view.Inputs.Repeated;

    public int Refused => view.Inputs.Refused;

    public SortedDictionary<string, SortedDictionary<string, long>> ByKind => StateTable.ByKind(view.Counts());

    public string State => Words<RunState>.Of(view.State);

    public Pause? Pause => view.Pause;

    public IEnumerable<RunLaneJson> Lanes => view.Lanes.Select(lane => new RunLaneJson(lane));
}
