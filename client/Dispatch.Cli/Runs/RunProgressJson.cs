using Dispatch.Cli.Output;

namespace Dispatch.Cli.Runs;

/// <summary>A line of progress.</summary>
internal sealed class RunProgressJson(RunTracker tracker)
{
    public string Type => "progress";

    public string? Run => tracker.Run;

    public int Inputs => tracker.InputCount;

    public int Checked => tracker.CheckedCount;

    public int Finalized => tracker.FinalizedCount;

    public int Repeated => tracker.RepeatedCount;

    public int Refused => tracker.RefusedCount;

    public SortedDictionary<string, SortedDictionary<string, long>> ByKind => StateTable.ByKind(tracker.Counts);
}
