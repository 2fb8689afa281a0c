using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;

namespace Dispatch.Cli.Runs;

/// <summary>What a run says in words.</summary>
internal static class RunTexts
{
    /// <summary>How far it is, on one line.</summary>
    public static string Progress(RunFeed feed)
    {
        if (feed.View is not { } view)
            return string.Create(CultureInfo.InvariantCulture, $"read {feed.ReadCount} of {feed.InputCount}");

        var paused = view.Pause is { } pause ? $", {Paused(pause)}" : "";
        return view.State switch
        {
            RunState.Staging => string.Create(CultureInfo.InvariantCulture, $"staged {feed.StagedCount} of {view.Inputs.Total}{paused}"),
            RunState.Validating => string.Create(CultureInfo.InvariantCulture, $"checked {view.CheckedCount()} of {view.Inputs.Total}{paused}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"finalized {view.DefinitiveCount()} of {view.FinalizableCount()}{string.Concat(view.Lanes.Select(Progress))}{paused}"),
        };
    }

    /// <summary>Who stopped something, and why.</summary>
    public static string Paused(Pause pause) => $"paused by {pause.By}: {pause.Reason}";

    /// <summary>What keeps a lane from going faster.</summary>
    public static string? Limit(RunLane lane) => lane.Limit switch
    {
        null => null,
        RunLimit.RunPaused => "run paused",
        RunLimit.ChannelPaused => lane.Pause is { } pause ? Paused(pause) : "channel paused",
        RunLimit.Finalizing => "finalizing brings more",
        RunLimit.Retries => "waits for retries",
        RunLimit.Destination => "all slots in use, or down",
        _ => "as fast as the engine can",
    };

    /// <summary>A time span as a person reads it.</summary>
    public static string Span(TimeSpan span)
    {
        if (span < TimeSpan.Zero)
            span = TimeSpan.Zero;
        return span.TotalDays >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{span.Days}d {span.Hours}h")
            : string.Create(CultureInfo.InvariantCulture, $"{span.Hours}:{span.Minutes:00}:{span.Seconds:00}");
    }

    private static string Progress(RunLane lane) =>
        string.Create(CultureInfo.InvariantCulture, $", {Words<DispatchKind>.Of(lane.Kind)} {lane.Destination} {lane.Accepted - lane.InFlight - lane.Unknown} of {lane.Accepted}");
}
