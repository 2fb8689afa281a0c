using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Output;
using Spectre.Console;

namespace Dispatch.Cli.Runs;

/// <summary>Runs as tables for a person.</summary>
internal static class RunTables
{
    /// <summary>A list of runs.</summary>
    public static Table OfList(Terminal terminal, IEnumerable<RunSummary> runs)
    {
        var table = terminal.NewTable("Run", "State", "Inputs", "Started", "By");
        foreach (var run in runs)
        {
            table.AddTextRow(
                run.Id,
                Words<RunState>.Of(run.State) + (run.IsPaused ? " (paused)" : ""),
                Number(run.InputCount),
                Texts.Of(run.StartedAt),
                run.RequestedBy);
        }

        return table;
    }

    /// <summary>The ledger: a line for each lane, and their sum.</summary>
    public static Table OfLedger(Terminal terminal, IReadOnlyList<RunLane> lanes)
    {
        var table = terminal.NewTable("Kind", "To", "Accepted", "Delivered", "Bounced", "Refused", "Held", "Cancelled", "Unknown", "In flight");
        foreach (var column in table.Columns.Skip(2))
            column.RightAligned();
        foreach (var lane in lanes)
            table.AddRow([new Text(Words<DispatchKind>.Of(lane.Kind)), new Text(lane.Destination), .. Cells([lane])]);
        if (lanes.Count > 0)
            table.AddRow([new Text("total"), new Text(""), .. Cells(lanes)]);
        return table;
    }

    /// <summary>What went wrong or has to wait, by reason.</summary>
    public static Table OfTroubles(Terminal terminal, IReadOnlyList<RunLane> lanes)
    {
        var table = terminal.NewTable("State", "Reason", "Dispatches", "Kind", "To", "Oldest");
        foreach (var (lane, count) in lanes.SelectMany(lane => lane.States, (lane, count) => (lane, count)).Where(entry => IsTrouble(entry.count.State)).OrderByDescending(entry => entry.count.Count))
        {
            table.AddRow(
                new Text(Words<DispatchState>.Of(count.State), DispatchTable.StyleOf(count.State)),
                new Text(count.Reason is { } reason ? Words<ReasonCode>.Of(reason) : ""),
                new Text(Number(count.Count)),
                new Text(Words<DispatchKind>.Of(lane.Kind)),
                new Text(lane.Destination),
                new Text(Texts.Of(count.OldestAt) ?? ""));
        }

        return table;
    }

    /// <summary>Whether a state is a failure, for now or for good.</summary>
    public static bool IsTrouble(DispatchState state) => ExitCodes.NeedsCare(state) || state is DispatchState.Unknown or DispatchState.Deferred;

    private static IEnumerable<Text> Cells(IReadOnlyList<RunLane> lanes)
    {
        var plain = new Style();
        return new (Func<RunLane, long> Of, Style Style)[]
        {
            (lane => lane.Accepted, plain),
            (lane => lane.Delivered, new Style(Color.Green)),
            (lane => lane.Bounced, new Style(Color.Red)),
            (lane => lane.Refused, new Style(Color.Red)),
            (lane => lane.Held, new Style(Color.Red)),
            (lane => lane.Cancelled, plain),
            (lane => lane.Unknown, new Style(Color.Yellow)),
            (lane => lane.InFlight, new Style(Color.Yellow)),
        }.Select(column => (Sum: lanes.Sum(column.Of), column.Style)).Select(cell => new Text(Number(cell.Sum), cell.Sum == 0 ? plain : cell.Style));
    }

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);
}
