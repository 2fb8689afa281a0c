using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Output;
using Spectre.Console;

namespace Dispatch.Cli.Runs;

/// <summary>A run with its ledger, as <c>run show</c> prints it.</summary>
internal static class RunPage
{
    /// <summary>Prints it.</summary>
    public static void Write(Terminal terminal, RunView view, DateTimeOffset now)
    {
        if (terminal.IsJson)
        {
            terminal.WriteJson(new RunJson(view));
            return;
        }

        terminal.WriteFacts(
            ("Run", view.Id),
            ("State", Words<RunState>.Of(view.State)),
            ("Paused", Of(view.Pause)),
            ("Cancelled", Of(view.Cancellation)),
            ("Started", $"{Texts.Of(view.StartedAt)} by {view.RequestedBy}"),
            ("Confirmed", view.ConfirmedAt is null ? null : $"{Texts.Of(view.ConfirmedAt)} by {view.ConfirmedBy}"),
            ("Finalized", Texts.Of(view.FinalizedAt)),
            ("Printer", view.Printer),
            ("Inputs", Inputs(view.Inputs)),
            ("Oldest open", OldestOpenAt(view) is { } oldest ? $"{RunTexts.Span(now - oldest)} old" : null));
        terminal.WriteTable(RunTables.OfLedger(terminal, view.Lanes), "No dispatches.");
        Balance(terminal, view);
        var troubles = RunTables.OfTroubles(terminal, view.Lanes);
        if (troubles.Rows.Count > 0)
            terminal.WriteTable(troubles, "");
    }

    /// <summary>When the oldest dispatch that is open was accepted.</summary>
    private static DateTimeOffset? OldestOpenAt(RunView view) => view.Lanes.Min(lane => lane.OldestOpenAt);

    private static string? Of(Pause? pause) => pause is null ? null : $"{Texts.Of(pause.At)} by {pause.By}: {pause.Reason}";

    private static string Inputs(RunInputCounts inputs)
    {
        var parts = new (int Count, string Word)[]
        {
            (inputs.Staged, "to check"), (inputs.Valid, "to finalize"), (inputs.Finalized, "finalized"), (inputs.Repeated, "finalized before"),
            (inputs.Refused, "refused"), (inputs.Same, "the same as another one"), (inputs.Cancelled, "cancelled"),
        };
        var said = parts.Where(part => part.Count > 0).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.Word}")).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{inputs.Total}{(said.Count == 0 ? "" : ": ")}{string.Join(", ", said)}");
    }

    private static void Balance(Terminal terminal, RunView view)
    {
        if (view.Differences.Count == 0)
            terminal.Out.Write(new Text("The ledger balances.\n", new Style(Color.Green)));
        foreach (var difference in view.Differences)
            terminal.Out.Write(new Text($"Difference: {difference}\n", new Style(Color.Red)));
    }
}
