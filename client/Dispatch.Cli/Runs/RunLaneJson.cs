using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;

namespace Dispatch.Cli.Runs;

/// <summary>A lane of a run: its line of the ledger, how fast it goes, and what limits it.</summary>
internal class RunLaneJson(RunLane lane)
{
    protected RunLane Lane => lane;

    public DispatchKind Kind => lane.Kind;

    public string Destination => lane.Destination;

    public long Accepted => lane.Accepted;

    public long Delivered => lane.Delivered;

    public long Bounced => lane.Bounced;

    public long Refused => lane.Refused;

    public long Held => lane.Held;

    public long Cancelled => lane.Cancelled;

    public long Unknown => lane.Unknown;

    public long InFlight => lane.InFlight;

    public double PerSecond => Math.Round(lane.PerSecond, 2);

    public long? SecondsLeft => lane.TimeLeft is { } left ? (long)Math.Ceiling(left.TotalSeconds) : null;

    public string? Limit => lane.Limit is { } limit ? Words<RunLimit>.Of(limit) : null;

    public Pause? Pause => lane.Pause;
}
