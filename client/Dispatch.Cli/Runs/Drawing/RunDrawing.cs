using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Spectre.Console.Rendering;

namespace Dispatch.Cli.Runs.Drawing;

/// <summary>Draws a run: a title, a bar for its inputs, one for each lane with what limits it, and what went wrong. Pure.</summary>
internal static class RunDrawing
{
    private const int NameWidth = 18;
    private const int MinBarWidth = 8;
    private const int WideWidth = 64;
    private const int TroubleCount = 6;

    /// <summary>The picture of a run.</summary>
    /// <param name="view">The run.</param>
    /// <param name="stagedCount">How many inputs are on the engine's disk, while they arrive.</param>
    /// <param name="width">The columns of the terminal.</param>
    /// <param name="isUnicode">Whether it has block characters.</param>
    /// <param name="now">The instant.</param>
    public static IRenderable Of(RunView view, int stagedCount, int width, bool isUnicode, DateTimeOffset now)
    {
        var palette = new RunPalette(isUnicode);
        var bars = new List<(RunBar Bar, RunLane? Lane)> { (RunBar.OfInputs(view, stagedCount), null) };
        bars.AddRange(view.Lanes.Select(lane => (RunBar.OfLane(lane), (RunLane?)lane)));
        var countWidth = bars.Max(entry => entry.Bar.CountText.Length);

        var lines = new List<IReadOnlyList<Segment>> { Title(view, now) };
        foreach (var (bar, lane) in bars)
        {
            lines.Add(Line(bar, countWidth, width, palette));
            if (lane is not null && RunTexts.Limit(lane) is { } limit)
                lines.Add([new Segment(new string(' ', NameWidth + 1)), new Segment(limit, lane.Limit is RunLimit.ChannelPaused or RunLimit.RunPaused ? RunPalette.Attention : RunPalette.Dim)]);
        }

        lines.AddRange(Troubles(view));
        if (OldestOpen(view) is { } oldest)
            lines.Add([new Segment($"oldest open: {Name(oldest)}, {RunTexts.Span(now - oldest.OldestOpenAt!.Value)} old", RunPalette.Dim)]);
        lines.AddRange(view.Differences.Select(difference => (IReadOnlyList<Segment>)[new Segment($"difference: {difference}", RunPalette.Bad)]));
        return new DrawnLines(lines);
    }

    /// <summary>The picture before a run is opened: its files are read.</summary>
    public static IRenderable OfReading(int readCount, int inputCount, int width, bool isUnicode)
    {
        var bar = new RunBar("read", readCount, inputCount, 0, null, [new(RunBarPaint.Done, readCount)]);
        return new DrawnLines([Line(bar, bar.CountText.Length, width, new RunPalette(isUnicode))]);
    }

    private static List<Segment> Title(RunView view, DateTimeOffset now)
    {
        var isOpen = view.State is not (RunState.Settled or RunState.NeedsCare or RunState.Stopped);
        var line = new List<Segment>
        {
            new($"Run {view.Id}", RunPalette.Bold),
            new($"  {Words<RunState>.Of(view.State)}", view.State switch { RunState.Settled => RunPalette.Good, RunState.NeedsCare => RunPalette.Bad, _ => RunPalette.Plain }),
        };
        if (isOpen)
            line.Add(new Segment($"  {RunTexts.Span(now - view.StartedAt)}", RunPalette.Dim));
        if (view.Pause is { } pause)
            line.Add(new Segment($"  {RunTexts.Paused(pause)}", RunPalette.Attention));
        if (view.Cancellation is { } cancellation)
            line.Add(new Segment($"  cancelled by {cancellation.By}: {cancellation.Reason}", RunPalette.Attention));
        return line;
    }

    private static List<Segment> Line(RunBar bar, int countWidth, int width, RunPalette palette)
    {
        var name = bar.Name.Length <= NameWidth ? bar.Name.PadRight(NameWidth) : bar.Name[..(NameWidth - 1)] + palette.Ellipsis;
        var isWide = width >= WideWidth;
        var tail = $" {bar.CountText.PadLeft(countWidth)}" + (isWide ? $" {bar.RateText,7} {bar.LeftText,12}" : "");
        var barWidth = Math.Max(MinBarWidth, width - NameWidth - 1 - tail.Length);
        var cells = BarSplit.Of([.. bar.Parts.Select(part => part.Count)], bar.All, barWidth);

        var line = new List<Segment> { new($"{name} ") };
        line.AddRange(bar.Parts.Zip(cells).Where(part => part.Second > 0).Select(part => palette.Cells(part.First.Paint, part.Second)));
        if (cells.Sum() < barWidth)
            line.Add(palette.Cells(RunBarPaint.Empty, barWidth - cells.Sum()));
        line.Add(new Segment(tail.TrimEnd()));
        return line;
    }

    private static IEnumerable<IReadOnlyList<Segment>> Troubles(RunView view)
    {
        var troubles = view.Lanes.SelectMany(lane => lane.States, (lane, count) => (Lane: lane, Count: count))
            .Where(entry => entry.Count.Count > 0 && RunTables.IsTrouble(entry.Count.State))
            .OrderByDescending(entry => entry.Count.Count)
            .ToList();
        foreach (var (lane, count) in troubles.Take(TroubleCount))
        {
            var reason = count.Reason is { } code ? $": {Words<ReasonCode>.Of(code)}" : "";
            var style = count.State is DispatchState.Deferred ? RunPalette.Attention : RunPalette.Bad;
            yield return [new Segment(string.Create(CultureInfo.InvariantCulture, $"{count.Count,7} {Words<DispatchState>.Of(count.State)}{reason} ({Name(lane)})"), style)];
        }

        if (troubles.Count > TroubleCount)
            yield return [new Segment(string.Create(CultureInfo.InvariantCulture, $"        and {troubles.Count - TroubleCount} more kinds of trouble"), RunPalette.Dim)];
    }

    private static RunLane? OldestOpen(RunView view) => view.Lanes.Where(lane => lane.OldestOpenAt is not null).MinBy(lane => lane.OldestOpenAt);

    private static string Name(RunLane lane) => $"{Words<DispatchKind>.Of(lane.Kind)} {lane.Destination}";
}
