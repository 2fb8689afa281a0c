using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;

namespace Dispatch.Cli.Runs.Drawing;

/// <summary>A line with a bar: a name, parts of a whole, how fast it goes and how long it still takes.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="Done">How many are done.</param>
/// <param name="All">How many there are.</param>
/// <param name="PerSecond">How many are done per second; 0 while nothing is known.</param>
/// <param name="TimeLeft">How long it takes yet; none while nothing is known.</param>
/// <param name="Parts">The bar's parts, from the left.</param>
internal sealed record RunBar(string Name, long Done, long All, double PerSecond, TimeSpan? TimeLeft, IReadOnlyList<RunBarPart> Parts)
{
    /// <summary>How many of how many.</summary>
    public string CountText => string.Create(CultureInfo.InvariantCulture, $"{Done} of {All}");

    /// <summary>How fast; empty while nothing is known or nothing is left.</summary>
    public string RateText => PerSecond switch
    {
        _ when PerSecond <= 0 || Done >= All => "",
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{PerSecond:0.0}/s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{PerSecond:0}/s"),
    };

    /// <summary>How long yet; empty while nothing is known or nothing is left.</summary>
    public string LeftText => TimeLeft is { } left && Done < All ? $"{RunTexts.Span(left)} left" : "";

    /// <summary>The bar of the step that a run's inputs are in.</summary>
    /// <param name="view">The run.</param>
    /// <param name="stagedCount">How many inputs are on the engine's disk, while they arrive.</param>
    public static RunBar OfInputs(RunView view, int stagedCount)
    {
        var (name, done, all) = view.State switch
        {
            RunState.Staging => ("staged", stagedCount, view.Inputs.Total),
            RunState.Validating or RunState.AwaitingConfirmation => ("checked", view.CheckedCount(), view.Inputs.Total),
            _ => ("finalized", view.DefinitiveCount(), view.FinalizableCount()),
        };
        var refused = view.State is RunState.Validating or RunState.AwaitingConfirmation ? view.Inputs.Refused : 0;
        return new RunBar(name, done, all, view.InputsPerSecond, view.TimeLeft, [new(RunBarPaint.Done, done - refused), new(RunBarPaint.Bad, refused)]);
    }

    /// <summary>The bar of a lane.</summary>
    public static RunBar OfLane(RunLane lane)
    {
        var deferred = lane.States.Where(count => count.State == DispatchState.Deferred).Sum(count => count.Count);
        return new RunBar(
            $"{Words<DispatchKind>.Of(lane.Kind)} {lane.Destination}",
            lane.Accepted - lane.InFlight - lane.Unknown,
            lane.Accepted,
            lane.PerSecond,
            lane.TimeLeft,
            [
                new(RunBarPaint.Done, lane.Delivered),
                new(RunBarPaint.Bad, lane.Refused + lane.Bounced + lane.Held + lane.Unknown),
                new(RunBarPaint.Gone, lane.Cancelled),
                new(RunBarPaint.Waiting, deferred),
                new(RunBarPaint.Open, lane.InFlight - deferred),
            ]);
    }
}
