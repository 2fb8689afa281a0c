using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Output;
using Dispatch.Client;

namespace Dispatch.Cli.Runs;

/// <summary>Says what became of a run.</summary>
internal static class RunReport
{
    private static readonly DispatchState[] _notable = [DispatchState.Refused, DispatchState.Bounced, DispatchState.Unknown, DispatchState.Held, DispatchState.Deferred];

    /// <summary>Says that it begins.</summary>
    public static void Started(Terminal terminal, RunView view)
    {
        if (terminal.IsJson)
            terminal.WriteJson(new { Type = "started", Run = view.Id, Inputs = view.Inputs.Total });
        else
            terminal.Note($"Run {view.Id}: {Texts.Count(view.Inputs.Total, "file")}.");
    }

    /// <summary>Says to a person what the checks found.</summary>
    public static void Checked(Terminal terminal, RunView view)
    {
        if (terminal.IsJson)
            return;
        terminal.Note($"{view.Inputs.Valid} to finalize, {view.Inputs.Refused} refused{(view.DefinitiveCount() == 0 ? "" : $", {view.DefinitiveCount()} finalized before")}.");
        if (view.Inputs.Same > 0)
            terminal.Note($"{Texts.Count(view.Inputs.Same, "file")} with the number and content of another one; counted once.");
    }

    /// <summary>Says how it ended.</summary>
    public static async Task FinishedAsync(Terminal terminal, RunView view, DispatchClient client)
    {
        if (terminal.IsJson)
        {
            terminal.WriteJson(new RunFinishedJson(view));
            return;
        }

        terminal.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Run {view.Id}: {Words<RunState>.Of(view.State)}; {view.Inputs.Finalized} finalized, {view.Inputs.Repeated} finalized before, {view.Inputs.Refused} refused."));
        terminal.WriteTable(StateTable.Of(terminal, view.Counts()), "Nothing was sent.");
        await NotableAsync(terminal, view, client);
    }

    private static async Task NotableAsync(Terminal terminal, RunView view, DispatchClient client)
    {
        var table = terminal.NewTable("State", "Reason", "Dispatches", "For example");
        foreach (var state in _notable.Where(state => view.Counts().Any(count => count.State == state)))
        {
            // One page shows the reasons; the exact numbers by state stand in the table above.
            var page = await client.Catalog.ListDispatchesAsync(new DispatchQuery { Run = view.Id, State = state });
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
