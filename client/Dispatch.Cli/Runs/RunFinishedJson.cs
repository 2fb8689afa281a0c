using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Output;

namespace Dispatch.Cli.Runs;

/// <summary>The last line of a run.</summary>
/// <param name="view">Where it stands.</param>
internal sealed class RunFinishedJson(RunView view)
{
    public string Type => "finished";

    public string Run => view.Id;

    public int Finalized => view.Inputs.Finalized;

    public int Repeated => view.Inputs.Repeated;

    public int Refused => view.Inputs.Refused;

    public SortedDictionary<string, SortedDictionary<string, long>> ByKind => StateTable.ByKind(view.Counts());

    public string State => Words<RunState>.Of(view.State);
}
