using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Inputs;
using Dispatch.Cli.Output;
using Dispatch.Client;

namespace Dispatch.Cli.Runs;

/// <summary>Says what became of a run.</summary>
internal static class RunReport
{
    private const int ShownCount = 20;
    private static readonly DispatchState[] _notable = [DispatchState.Refused, DispatchState.Bounced, DispatchState.Unknown, DispatchState.Held, DispatchState.Deferred];

    /// <summary>Says that it begins, and what was refused.</summary>
    public static void Started(Terminal terminal, RunTracker tracker, InputLedger ledger)
    {
        if (terminal.IsJson)
            terminal.WriteJson(new { Type = "started", tracker.Run, Inputs = tracker.InputCount });
        else
            terminal.Note($"Run {tracker.Run}: {Texts.Count(tracker.InputCount, "file")}, {ledger.Accepted.Count} to finalize, {ledger.Refused.Count} refused.");

        Refused(terminal, [.. ledger.Refused.SelectMany(input => input.Errors)]);
        if (ledger.Same.Count > 0 && !terminal.IsJson)
            terminal.Note($"{Texts.Count(ledger.Same.Count, "file")} with the number and content of another one; counted once.");
    }

    /// <summary>Says what was refused: all of it to a program, the first and the reasons' counts to a person.</summary>
    public static void Refused(Terminal terminal, IReadOnlyList<CliError> errors)
    {
        if (terminal.IsJson)
        {
            foreach (var error in errors)
                terminal.WriteJson(new RunRefusedJson(error));
            return;
        }

        foreach (var error in errors.Take(ShownCount))
            terminal.Report(error);
        if (errors.Count <= ShownCount)
            return;

        terminal.Note($"… and {errors.Count - ShownCount} more; --json lists all. By reason:");
        foreach (var reason in errors.GroupBy(error => $"{error.Code} {error.Field}".TrimEnd()).OrderByDescending(group => group.Count()))
            terminal.Note(string.Create(CultureInfo.InvariantCulture, $"{reason.Count(),7}  {reason.Key}"));
    }

    /// <summary>Says how it ended.</summary>
    public static async Task FinishedAsync(Terminal terminal, RunTracker tracker, DispatchClient client, string state)
    {
        if (terminal.IsJson)
        {
            terminal.WriteJson(new RunFinishedJson(tracker, state));
            return;
        }

        terminal.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Run {tracker.Run}: {state}; {tracker.FinalizedCount} finalized, {tracker.RepeatedCount} finalized before, {tracker.RefusedCount} refused."));
        terminal.WriteTable(StateTable.Of(terminal, tracker.Counts), "Nothing was sent.");
        await NotableAsync(terminal, tracker, client);
    }

    private static async Task NotableAsync(Terminal terminal, RunTracker tracker, DispatchClient client)
    {
        var table = terminal.NewTable("State", "Reason", "Dispatches", "For example");
        foreach (var state in _notable.Where(state => tracker.Counts.Any(count => count.State == state)))
        {
            // One page shows the reasons; the exact numbers by state stand in the table above.
            var page = await client.Catalog.ListDispatchesAsync(new DispatchQuery { Run = tracker.Run, State = state });
            foreach (var reason in page.Items.GroupBy(dispatch => dispatch.Reason))
            {
                table.AddTextRow(
                    Words<DispatchState>.Of(state),
                    reason.Key is { } code ? Words<ReasonCode>.Of(code) : "",
                    reason.Count().ToString(CultureInfo.InvariantCulture) + (page.Next is null ? "" : "+"),
                    string.Join(", ", reason.Take(3).Select(dispatch => dispatch.Id)));
            }
        }

        if (table.Rows.Count > 0)
            terminal.WriteTable(table, "");
    }
}
