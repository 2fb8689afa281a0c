using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;

namespace Dispatch.Cli.Runs;

/// <summary>A run in a list.</summary>
internal sealed class RunSummaryJson(RunSummary run)
{
    public string Id => run.Id;

    public string State => Words<RunState>.Of(run.State);

    public bool Paused => run.IsPaused;

    public int Inputs => run.InputCount;

    public DateTimeOffset StartedAt => run.StartedAt;

    public string RequestedBy => run.RequestedBy;
}
