using System.CommandLine;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Inputs;
using Dispatch.Cli.Output;
using Dispatch.Cli.Settling;
using Dispatch.Client;

namespace Dispatch.Cli.Invoices;

/// <summary><c>invoice finalize</c>.</summary>
internal static class FinalizeCommand
{
    public static CliCommand Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "UBL invoices or credit notes; a PDF of the same name beside a file travels instead of ours.",
            Arity = ArgumentArity.OneOrMore,
        };
        var options = new FinalizeOptions();
        return new CliCommand("finalize", "Make invoices definitive and send them. All are checked first; if one is refused, none is finalized. Repeating it sends nothing twice.")
        {
            Arguments = { files },
            Options = { options.Subscription, options.Printer, options.EmbeddedPdf, options.Yes, options.Wait },
            Examples = ["invoice finalize invoice.xml", "invoice finalize *.xml --printer hall --yes --json"],
            ExitCodes = [ExitCode.Refused, ExitCode.Conflict, ExitCode.NotConfirmed, ExitCode.NotSettled, ExitCode.NeedsCare, ExitCode.SomeRefused],
            Run = async context =>
            {
                var inputs = Inputs(context.Get(files));
                await using var engine = await context.OpenAsync(EngineUse.Write);
                return await RunAsync(context, engine.Client, inputs, options);
            },
        };
    }

    private static List<InvoiceFile> Inputs(IEnumerable<string> names)
    {
        var files = names.DistinctBy(Path.GetFullPath, StringComparer.Ordinal).Select(name => InvoiceFile.Of(name, name)).ToList();
        foreach (var file in files)
            Import.InputFile.MustBeReadable(file.Path);
        return files;
    }

    private static async Task<ExitCode> RunAsync(CommandContext context, DispatchClient client, IReadOnlyList<InvoiceFile> files, FinalizeOptions options)
    {
        var template = options.Template(context);
        var inputs = await CheckAsync(client, template, files, context.Clock, context.Stopping);
        ReportPlan(context.Terminal, inputs);

        var confirmation = new Confirmation(context.Terminal, context.Get(options.Yes));
        var printer = await confirmation.ChoosePrinterAsync(client, template.Printer, inputs.Any(input => input.HasLetter), context.Stopping);
        template = template with { Printer = printer };
        if (!await confirmation.ConfirmAsync(context.Stopping))
            throw confirmation.NotConfirmed(await PreviewAsync(context, client, template, inputs));

        var results = new List<FinalizedInput>();
        await foreach (var result in new Finalizer(client, template, context.Clock).FinalizeAsync(inputs, context.Stopping))
            results.Add(result);
        return await EndAsync(context, client, results, context.Get(options.Wait));
    }

    private static async Task<IReadOnlyList<CheckedInput>> CheckAsync(DispatchClient client, FinalizeInvoiceRequest template, IReadOnlyList<InvoiceFile> files, TimeProvider clock, CancellationToken stopping)
    {
        var inputs = await new InputCheck(client, template, clock).CheckAsync(files, stopping).ToListAsync(stopping);
        var ledger = InputLedger.Of(inputs);
        if (ledger.Refused.Count == 0)
            return ledger.Accepted;

        var errors = ledger.Refused.SelectMany(input => input.Errors).ToList();
        throw new CommandException(ExitCodes.ForRefused(errors.Select(error => error.Code == FinalizedInput.ConflictCode)), errors);
    }

    private static void ReportPlan(Terminal terminal, IReadOnlyList<CheckedInput> inputs)
    {
        var repeated = inputs.Count(input => input.IsRepeated);
        var plan = $"{Texts.Count(inputs.Count, "invoice")}: {Texts.Count(inputs.Sum(input => input.EmailCount), "e-mail")}, {Texts.Count(inputs.Sum(input => input.LetterCount), "letter")}";
        if (!terminal.IsJson)
            terminal.Note(repeated == 0 ? $"{plan}." : $"{plan}; {repeated} finalized before.");
    }

    private static async Task<IReadOnlyList<string>> PreviewAsync(CommandContext context, DispatchClient client, FinalizeInvoiceRequest template, IReadOnlyList<CheckedInput> inputs)
    {
        var writer = new PreviewWriter(client, template, context.Engine.PreviewFolder, context.Clock);
        var paths = new List<string>();
        foreach (var input in inputs)
            paths.Add((await writer.WriteAsync(input.File, context.Stopping)).Path);
        return paths;
    }

    private static async Task<ExitCode> EndAsync(CommandContext context, DispatchClient client, List<FinalizedInput> results, TimeSpan wait)
    {
        foreach (var error in results.SelectMany(result => result.Errors))
            context.Terminal.Report(error);

        var taken = results.Where(result => result.Invoice is not null).ToList();
        IReadOnlyList<InvoiceView> invoices = [.. taken.Select(result => result.Invoice!)];
        await new SettlementWait(context.Clock, wait).WaitAsync(
            async () =>
            {
                invoices = await client.RefreshAsync(invoices);
                return invoices.SelectMany(invoice => invoice.Dispatches).OpenWork(context.Clock.GetUtcNow());
            },
            context.Stopping);

        foreach (var (result, invoice) in taken.Zip(invoices))
        {
            if (context.Terminal.IsJson)
                context.Terminal.WriteJson(new InvoiceJson(invoice, result.IsRepeated));
            else if (result.IsRepeated)
                context.Terminal.Note($"{result.File.Name}: {invoice.Name} had been finalized on {Texts.Of(invoice.FinalizedAt)}; nothing was sent again.");
        }

        context.Terminal.WriteTable(DispatchTable.Of(context.Terminal, invoices.SelectMany(invoice => invoice.Dispatches)), "Nothing was finalized.");
        var isSomeRefused = taken.Count < results.Count;
        return taken.Count == 0
            ? ExitCodes.ForRefused(results.SelectMany(result => result.Errors).Select(error => error.Code == FinalizedInput.ConflictCode))
            : ExitCodes.ForAccepted(invoices.SelectMany(invoice => invoice.Dispatches).Select(dispatch => dispatch.State), isSomeRefused);
    }
}
