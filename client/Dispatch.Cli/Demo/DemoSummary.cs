using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Output;
using Dispatch.Cli.Runs;
using Dispatch.Client;

namespace Dispatch.Cli.Demo;

/// <summary>What became of the demo's month, held against what the sample promises.</summary>
internal sealed class DemoSummary
{
    private readonly IReadOnlyList<DispatchView> _dispatches;
    private readonly RunView _run;

    private DemoSummary(IReadOnlyList<DispatchView> dispatches, RunView run, IReadOnlyList<string> mismatches) =>
        (_dispatches, _run, Mismatches) = (dispatches, run, mismatches);

    /// <summary>What is not as expected; empty if all is.</summary>
    public IReadOnlyList<string> Mismatches { get; }

    /// <summary>Reads every dispatch of the run and counts files.</summary>
    public static async Task<DemoSummary> ReadAsync(DispatchClient client, RunView run, DemoSmtpServer relay, DemoFolder folder, CancellationToken cancellationToken)
    {
        var dispatches = new List<DispatchView>();
        for (long? after = 0; after is { } from;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await client.Catalog.ListDispatchesAsync(new DispatchQuery { Run = run.Id, After = from });
            dispatches.AddRange(page.Items);
            after = page.Next;
        }

        var expected = SampleUtility.Expected;
        var facts = new (string What, long Found, long Expected)[]
        {
            ("invoices finalized", run.Inputs.Finalized, expected.Invoices),
            ("e-mails delivered", Delivered(dispatches, DispatchKind.Email), expected.Emails),
            ("letters delivered", Delivered(dispatches, DispatchKind.Post), expected.Letters),
            ("fallbacks waiting", dispatches.Count(dispatch => dispatch.State == DispatchState.Standby), expected.Standby),
            ("differences in the run's ledger", run.Differences.Count, 0),
            ("dispatches", dispatches.Count, expected.Emails + expected.Letters + expected.Standby),
            ("possible duplicates", dispatches.Count(dispatch => dispatch.PossibleDuplicate), 0),
            ("messages that the mail server took", relay.AcceptedCount, expected.Emails),
            ("messages that the mail server took twice", relay.DuplicateCount, 0),
            ("files in email/", CountFiles(folder.Email, "*.eml"), expected.Emails),
            ("files in print/", CountFiles(folder.Print, "*.pdf"), expected.Letters),
        };
        return new DemoSummary(dispatches, run, [.. facts
            .Where(fact => fact.Found != fact.Expected)
            .Select(fact => string.Create(CultureInfo.InvariantCulture, $"{fact.What}: {fact.Found} instead of {fact.Expected}"))]);
    }

    /// <summary>Prints it.</summary>
    public void Print(Terminal terminal, DemoSmtpServer relay, SpoolOutage outage)
    {
        if (terminal.IsJson)
        {
            terminal.WriteJson(new RunFinishedJson(_run));
        }
        else
        {
            terminal.WriteLine("");
            terminal.WriteTable(Table(terminal), "Nothing was sent.");
            terminal.WriteLine($"The mail server answered 451 to {Texts.Count(relay.DeferredCount, "recipient")}; the spool folder {outage.Description} for a second.");
        }

        foreach (var mismatch in Mismatches)
            terminal.Report(new Errors.CliError("demo", $"Not as expected: {mismatch}."));
        if (Mismatches.Count == 0 && !terminal.IsJson)
            terminal.WriteLine("Every dispatch arrived exactly once, none was lost, none is doubtful.");
    }

    /// <summary>Commands that show something interesting here.</summary>
    public IEnumerable<string> NextCommands(DemoFolder folder)
    {
        if (_dispatches.FirstOrDefault(dispatch => dispatch is { Kind: DispatchKind.Email, Attempts.Count: > 1 }) is { } retried)
            yield return $"invoice show {retried.Invoice}";
        yield return $"run show {_run.Id}";
        yield return "dispatch list --state standby";
        yield return "invoice list --limit 10";
        yield return $"run start {Path.Combine(folder.Sample, "invoices")} --run {_run.Id} --yes";
    }

    private static long Delivered(IEnumerable<DispatchView> dispatches, DispatchKind kind) =>
        dispatches.Count(dispatch => dispatch.Kind == kind && dispatch.State == DispatchState.Delivered);

    private static int CountFiles(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Count() : 0;

    private Spectre.Console.Table Table(Terminal terminal)
    {
        var table = terminal.NewTable("Channel", "Delivered", "at the first try", "after a retry", "because of", "Standby", "Open or failed");
        foreach (var kind in _dispatches.GroupBy(dispatch => dispatch.Kind).OrderBy(group => group.Key))
        {
            var delivered = kind.Where(dispatch => dispatch.State == DispatchState.Delivered).ToList();
            var retried = delivered.Where(dispatch => dispatch.Attempts.Count > 1).ToList();
            var standby = kind.Count(dispatch => dispatch.State == DispatchState.Standby);
            var reasons = retried
                .SelectMany(dispatch => dispatch.Attempts.SkipLast(1))
                .Where(attempt => attempt.Reason is not null)
                .Select(attempt => $"{Words<ReasonCode>.Of(attempt.Reason!.Value)} {attempt.ProtocolCode}".TrimEnd())
                .Distinct(StringComparer.Ordinal);
            table.AddTextRow(
                Words<DispatchKind>.Of(kind.Key),
                Number(delivered.Count),
                Number(delivered.Count - retried.Count),
                Number(retried.Count),
                string.Join(", ", reasons),
                Number(standby),
                Number(kind.Count() - delivered.Count - standby));
        }

        return table;
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
