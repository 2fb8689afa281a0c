using Dispatch.Cli.Output;

namespace Dispatch.Cli.Runs;

/// <summary>The last line of a run.</summary>
/// <param name="tracker">How far it came.</param>
/// <param name="state">Where it stands: <c>settled</c>, <c>inProgress</c>, <c>needsCare</c>, or <c>stopped</c> before anything was finalized.</param>
internal sealed class RunFinishedJson(RunTracker tracker, string state)
{
    public string Type => "finished";

    public string? Run => tracker.Run;

    public int Finalized => tracker.FinalizedCount;

    public int Repeated => tracker.RepeatedCount;

    public int Refused => tracker.RefusedCount;

    public SortedDictionary<string, SortedDictionary<string, long>> ByKind => StateTable.ByKind(tracker.Counts);

    public string State => state;
}
