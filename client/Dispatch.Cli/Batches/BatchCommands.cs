using System.CommandLine;
using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Output;

namespace Dispatch.Cli.Batches;

/// <summary><c>batch list|show|hold|retry|cancel|settle|move|reprint</c>.</summary>
internal static class BatchCommands
{
    public static CliCommand Create() =>
        new("batch", "Print batches: the letters of a run that go to one printer as one job, and what a person can do about them.")
        {
            List(), Show(), Hold(), Retry(), Cancel(), Settle(), Move(), Reprint(),
        };

    private static CliCommand List()
    {
        var run = CliOptions.Text("--run", "RUN", "Only this run's.");
        var printer = CliOptions.Text("--printer", "NAME", "Only this printer's.");
        var state = CliOptions.OneOf<DispatchState>("--state", "Only those in this state.");
        return new CliCommand("list", "List print batches, oldest first.")
        {
            Options = { run, printer, state },
            Examples = ["batch list --run october-2026", "batch list --state held --json"],
            Run = async context =>
            {
                await using var engine = await context.OpenAsync(EngineUse.Read);
                var query = new PrintBatchQuery(context.Get(run), context.Get(printer), context.Get(state));
                var shown = await Pages.ReadAsync(
                    after => engine.Client.Catalog.ListPrintBatchesAsync(query with { After = after }), int.MaxValue, context, batch => new BatchJson(batch, hasEnvelopes: false));
                context.Terminal.WriteTable(TableOf(context.Terminal, shown), "No such print batches.");
                return ExitCode.Done;
            },
        };
    }

    private static CliCommand Show()
    {
        var id = Id();
        return new CliCommand("show", "Show a print batch with its envelopes and attempts.")
        {
            Arguments = { id },
            Examples = ["batch show october-2026~hall~1"],
            ExitCodes = [ExitCode.NotFound],
            Run = async context =>
            {
                await using var engine = await context.OpenAsync(EngineUse.Read);
                var batch = await engine.Client.PrintBatch(context.Get(id)).GetAsync() ?? throw CommandException.NotFound("batch", context.Get(id), "See 'dispatchctl batch list'.");
                Print(context.Terminal, batch);
                return ExitCode.Done;
            },
        };
    }

    private static CliCommand Hold() => Command(
        "hold", "Stop a print batch with its letters until 'batch retry'. While it is being sent, this takes effect only if the attempt ends deferred.",
        "batch hold october-2026~hall~1 --reason \"wrong paper\"", (batch, reason, by) => batch.HoldAsync(reason, by));

    private static CliCommand Retry() => Command(
        "retry", "Print a batch now: a deferred, held or refused one. One whose end nobody knows is printed again, its letters marked as possible duplicates.",
        "batch retry october-2026~hall~1 --reason \"paper is in\"", (batch, reason, by) => batch.RetryAsync(reason, by));

    private static CliCommand Cancel() => Command(
        "cancel", "End a print batch with its letters before it is printed. While it is being sent, this takes effect only if the attempt ends deferred.",
        "batch cancel october-2026~hall~1 --reason \"wrong tariff\"", (batch, reason, by) => batch.CancelAsync(reason, by));

    private static CliCommand Settle()
    {
        var (id, reason, by) = (Id(), CliOptions.Reason(), CliOptions.By());
        var printed = CliOptions.Flag("--printed", "It was printed as a whole: its letters are delivered.");
        var notPrinted = CliOptions.Flag("--not-printed", "Nothing of it was printed: it is printed now.");
        return new CliCommand("settle", "Say what was found at the printer about a batch whose end nobody knows, or of which the printer tells nothing any more.")
        {
            Arguments = { id },
            Options = { printed, notPrinted, reason, by },
            Examples = ["batch settle october-2026~hall~1 --printed --reason \"500 envelopes in the tray\"", "batch settle october-2026~hall~1 --not-printed --reason \"the tray is empty\""],
            ExitCodes = [ExitCode.Refused, ExitCode.NotFound],
            Run = context => context.Get(printed) == context.Get(notPrinted)
                ? throw CommandException.Usage("A batch is settled one way or the other.", "--printed", null, "Say --printed or --not-printed; a part of a batch is printed again by 'batch settle --printed' and 'batch reprint --envelopes'.")
                : ChangeAsync(context, context.Get(id), batch => batch.SettleAsync(context.Get(printed), context.Get(reason)!, context.Get(by)!)),
        };
    }

    private static CliCommand Move()
    {
        var (id, reason, by) = (Id(), CliOptions.Reason(), CliOptions.By());
        var printer = new Option<string?>("--to") { HelpName = "PRINTER", Description = "The other printer.", Required = true };
        return new CliCommand("move", "Give the letters of a print batch to another printer, before it is printed.")
        {
            Arguments = { id },
            Options = { printer, reason, by },
            Examples = ["batch move october-2026~hall~1 --to cellar --reason \"the hall's printer is broken\""],
            ExitCodes = [ExitCode.Refused, ExitCode.NotFound],
            Run = context => ChangeAsync(context, context.Get(id), batch => batch.MoveAsync(context.Get(printer)!, context.Get(reason)!, context.Get(by)!)),
        };
    }

    private static CliCommand Reprint()
    {
        var (id, reason, by, envelopes) = (Id(), CliOptions.Reason(), CliOptions.By(), EnvelopeRange.Option());
        var dispatch = CliOptions.Text("--dispatch", "ID", "One letter alone, by its dispatch id.");
        return new CliCommand("reprint", "Print a batch, some of its envelopes or one letter again, as copies that say so.")
        {
            Arguments = { id },
            Options = { envelopes, dispatch, reason, by },
            Examples = ["batch reprint october-2026~hall~1 --envelopes 120-140 --reason \"the inserter jammed\"", "batch reprint october-2026~hall~1 --dispatch 2026-0042~d1 --reason smudged"],
            ExitCodes = [ExitCode.Refused, ExitCode.NotFound],
            Run = context => ChangeAsync(context, context.Get(id), batch => batch.ReprintAsync(new ReprintOrder(
                context.Get(reason)!, context.Get(by)!, context.Get(envelopes)?.First, context.Get(envelopes)?.Last, context.Get(dispatch)))),
        };
    }

    private static CliCommand Command(string name, string description, string example, Func<IPrintBatchGrain, string, string, Task<PrintBatchAnswer>> command)
    {
        var (id, reason, by) = (Id(), CliOptions.Reason(), CliOptions.By());
        return new CliCommand(name, description)
        {
            Arguments = { id },
            Options = { reason, by },
            Examples = [example],
            ExitCodes = [ExitCode.Refused, ExitCode.NotFound],
            Run = context => ChangeAsync(context, context.Get(id), batch => command(batch, context.Get(reason)!, context.Get(by)!)),
        };
    }

    private static Argument<string> Id() => new("BATCH") { Description = "The print batch's id, RUN~PRINTER~N." };

    private static async Task<ExitCode> ChangeAsync(CommandContext context, string id, Func<IPrintBatchGrain, Task<PrintBatchAnswer>> command)
    {
        await using var engine = await context.OpenAsync(EngineUse.Write);
        var answer = await command(engine.Client.PrintBatch(id));
        if (answer.Error is { } problem)
            throw CommandProblems.Exception(problem);
        if (answer.IsRequested)
            context.Terminal.Note("An attempt is open; it takes effect if that attempt ends deferred.");
        Print(context.Terminal, answer.Batch!);
        return ExitCode.Done;
    }

    private static void Print(Terminal terminal, PrintBatchView batch)
    {
        if (terminal.IsJson)
        {
            terminal.WriteJson(new BatchJson(batch, hasEnvelopes: true));
            return;
        }

        terminal.Out.Write(TableOf(terminal, [batch]));
        if (batch.ReprintOf is { } of)
            terminal.WriteFacts(("Copy of", of), ("Why", batch.ReprintReason), ("For", batch.ReprintBy));
        var attempts = terminal.NewTable("Attempt", "Begun", "Ended", "Outcome", "Reason", "Proof");
        foreach (var attempt in batch.Attempts)
        {
            attempts.AddTextRow(
                attempt.Number.ToString(CultureInfo.InvariantCulture), Texts.Of(attempt.StartedAt), Texts.Of(attempt.EndedAt),
                attempt.Outcome is { } outcome ? Words<OutcomeKind>.Of(outcome) : "", attempt.Reason is { } reason ? $"{reason.ToWord()} {attempt.ProtocolCode}".TrimEnd() : "",
                attempt.Proof is { } proof ? $"{proof.Kind} {proof.Value}" : "");
        }

        terminal.WriteTable(attempts, "Not tried yet.");
        var envelopes = terminal.NewTable("Envelope", "Sheets", "Dispatches");
        foreach (var envelope in batch.Envelopes)
            envelopes.AddTextRow(envelope.Number.ToString(CultureInfo.InvariantCulture), envelope.SheetCount.ToString(CultureInfo.InvariantCulture), string.Join(", ", envelope.Dispatches));
        terminal.WriteTable(envelopes, "No letters.");
    }

    private static Spectre.Console.Table TableOf(Terminal terminal, IEnumerable<PrintBatchView> batches)
    {
        var table = terminal.NewTable("Batch", "State", "Reason", "Letters", "Envelopes", "Sheets", "Postage", "Enclosures", "Next");
        foreach (var batch in batches)
        {
            table.AddTextRow(
                batch.Id,
                batch.PossibleDuplicate ? $"{Words<DispatchState>.Of(batch.State)} (possible duplicate)" : Words<DispatchState>.Of(batch.State),
                batch.Wait is { } wait ? Texts.Of(wait, batch.Printer) : batch.Reason?.ToWord(),
                batch.LetterCount.ToString(CultureInfo.InvariantCulture),
                batch.EnvelopeCount.ToString(CultureInfo.InvariantCulture),
                batch.SheetCount.ToString(CultureInfo.InvariantCulture),
                batch.Postage is { } postage ? Words<Postage>.Of(postage) : "",
                string.Join(", ", batch.Enclosures),
                Texts.Of(batch.DueAt));
        }

        return table;
    }
}
