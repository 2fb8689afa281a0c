using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Inputs;
using Dispatch.Client;

namespace Dispatch.Cli.Runs;

/// <summary>Starts a run, or goes on with it.</summary>
/// <param name="context">What the command was given.</param>
/// <param name="client">The engine.</param>
/// <param name="options">The options of finalizing.</param>
/// <param name="runId">The run's id; none: it is derived.</param>
/// <param name="onRefused">What to do with the rest where inputs are refused; none: ask.</param>
internal sealed class RunStart(CommandContext context, DispatchClient client, FinalizeOptions options, string? runId, OnRefused? onRefused)
{
    private const int PreviewCount = 10;

    private readonly Confirmation _confirmation = new(context.Terminal, context.Get(options.Yes));

    /// <summary>Runs it to its end.</summary>
    public async Task<ExitCode> RunAsync(IReadOnlyList<InvoiceFile> files)
    {
        var tracker = new RunTracker(files.Count);
        var work = new RunWork(client, context.Clock, tracker);
        var display = RunDisplays.For(context.Terminal, tracker, context.Clock);
        var template = options.Template(context);

        var checking = work.CheckAsync(files, template, context.Stopping);
        await display.ShowAsync(checking, work.RefreshAsync);
        var inputs = await checking;
        var ledger = InputLedger.Of(inputs);
        tracker.Run = runId ?? RunId.Of(inputs);
        tracker.Refused(ledger.Refused.Count);
        RunReport.Started(context.Terminal, tracker, ledger);
        if (!await MayContinueAsync(ledger))
            return await StopAsync(tracker);

        template = template with { RunId = tracker.Run, Printer = await PrinterAsync(template.Printer, ledger) };
        if (!await _confirmation.ConfirmAsync(context.Stopping))
            throw _confirmation.NotConfirmed(await PreviewAsync(template, ledger));

        var going = GoAsync(work, ledger.Accepted, template);
        await display.ShowAsync(going, work.RefreshAsync);
        RunReport.Refused(context.Terminal, await going);
        await RunReport.FinishedAsync(context.Terminal, tracker, client, RunTexts.State(tracker.Counts));
        return End(tracker);
    }

    private async Task<IReadOnlyList<CliError>> GoAsync(RunWork work, IReadOnlyList<CheckedInput> inputs, FinalizeInvoiceRequest template)
    {
        var errors = await work.FinalizeAsync(inputs, template, context.Stopping);
        await work.SettleAsync(template.RunId!, context.Get(options.Wait), context.Stopping);
        return errors;
    }

    private async Task<bool> MayContinueAsync(InputLedger ledger)
    {
        if (ledger.Refused.Count == 0)
            return true;
        return ledger.Accepted.Count > 0 && (onRefused is { } said
            ? said == OnRefused.Continue
            : await _confirmation.ContinueAsync(ledger.Accepted.Count, context.Stopping));
    }

    private async Task<ExitCode> StopAsync(RunTracker tracker)
    {
        if (!context.Terminal.IsJson)
            context.Terminal.Note("Nothing was finalized. Mend the input and start again, or give --on-refused continue.");
        await RunReport.FinishedAsync(context.Terminal, tracker, client, RunTexts.Stopped);
        return ExitCode.Refused;
    }

    private Task<string?> PrinterAsync(string? said, InputLedger ledger) =>
        _confirmation.ChoosePrinterAsync(client, said, ledger.Accepted.Any(input => input.HasLetter), context.Stopping);

    private async Task<IReadOnlyList<string>> PreviewAsync(FinalizeInvoiceRequest template, InputLedger ledger)
    {
        var writer = new PreviewWriter(client, template, context.Engine.PreviewFolder, context.Clock);
        var paths = new List<string>();
        foreach (var input in ledger.Accepted.Take(PreviewCount))
            paths.Add((await writer.WriteAsync(input.File, context.Stopping)).Path);
        if (ledger.Accepted.Count > PreviewCount)
            context.Terminal.Note($"The first {PreviewCount} of {ledger.Accepted.Count} invoices are previewed.");
        return paths;
    }

    private static ExitCode End(RunTracker tracker)
    {
        if (tracker.FinalizedCount + tracker.RepeatedCount == 0)
            return ExitCode.Refused;
        return ExitCodes.ForAccepted(tracker.Counts.Select(count => count.State), tracker.RefusedCount > 0);
    }
}
