using System.CommandLine;
using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Inputs;
using Dispatch.Cli.Output;

namespace Dispatch.Cli.Invoices;

/// <summary><c>invoice preview|finalize|show|list</c>.</summary>
internal static class InvoiceCommands
{
    private const int DefaultLimit = 200;

    public static CliCommand Create() => new("invoice", "Preview, finalize and follow invoices (UBL 2.1 / EN 16931).") { Preview(), FinalizeCommand.Create(), Show(), List() };

    private static CliCommand Preview()
    {
        var file = new Argument<string>("FILE") { Description = "A UBL invoice or credit note; a PDF of the same name beside it travels instead of ours." };
        var options = new FinalizeOptions();
        return new CliCommand("preview", "Show what finalizing would do, and write the watermarked PDF into DIR/preview. Nothing is recorded or sent.")
        {
            Arguments = { file },
            Options = { options.Subscription, options.Printer, options.EmbeddedPdf },
            Examples = ["invoice preview invoice.xml", "invoice preview invoice.xml --subscription 100001 --json"],
            ExitCodes = [ExitCode.Refused, ExitCode.Conflict],
            Run = async context =>
            {
                Import.InputFile.MustBeReadable(context.Get(file));
                await using var engine = await context.OpenAsync(EngineUse.Read);
                var writer = new PreviewWriter(engine.Client, options.Template(context), context.Engine.PreviewFolder, context.Clock);
                var (preview, path) = await writer.WriteAsync(InvoiceFile.Of(context.Get(file), context.Get(file)), context.Stopping);
                if (context.Terminal.IsJson)
                    context.Terminal.WriteJson(new PreviewJson(preview, path));
                else
                    InvoicePage.Print(context.Terminal, preview, path);
                return ExitCode.Done;
            },
        };
    }

    private static CliCommand Show()
    {
        var number = new Argument<string>("NUMBER") { Description = "The invoice's number, or biller/number." };
        var pdf = CliOptions.Text("--pdf", "FILE", "Also save the frozen document as this file.");
        return new CliCommand("show", "Show one invoice with every dispatch, attempt and proof.")
        {
            Arguments = { number },
            Options = { pdf },
            Examples = ["invoice show 2026-0042", "invoice show 2026-0042 --pdf 2026-0042.pdf", "invoice show seehalden/2026-0042 --json"],
            ExitCodes = [ExitCode.NotFound],
            Run = async context =>
            {
                await using var engine = await context.OpenAsync(EngineUse.Read);
                var invoice = await engine.Client.FindInvoiceAsync(context.Get(number), context.Biller);
                if (context.Get(pdf) is { } path)
                {
                    var document = await engine.Client.ReadDocumentAsync(invoice.Document.Sha256, context.Stopping)
                        ?? throw Errors.CommandException.NotFound("document", invoice.Document.Sha256.Value, "Look into the document store.");
                    await WholeFile.WriteAsync(path, document, context.Stopping);
                    context.Terminal.Note($"Document: {path}");
                }

                if (context.Terminal.IsJson)
                    context.Terminal.WriteJson(new InvoiceJson(invoice));
                else
                    InvoicePage.Print(context.Terminal, invoice);
                return ExitCode.Done;
            },
        };
    }

    private static CliCommand List()
    {
        var subscription = CliOptions.Text("--subscription", "NUMBER", "Only this subscription's.");
        var run = CliOptions.Text("--run", "RUN", "Only this run's.");
        var limit = CliOptions.Count("--limit", "N", $"At most so many; 0 lists all. Default: {DefaultLimit}, with --json all.", int.MaxValue);
        return new CliCommand("list", "List finalized invoices, oldest first.")
        {
            Options = { subscription, run, limit },
            Examples = ["invoice list", "invoice list --run run-0123456789ab --json"],
            Run = async context =>
            {
                await using var engine = await context.OpenAsync(EngineUse.Read);
                var query = new InvoiceQuery { Biller = context.Biller, Subscription = context.Get(subscription), Run = context.Get(run) };
                var shown = await Pages.ReadAsync(
                    after => engine.Client.Catalog.ListInvoicesAsync(query with { After = after }),
                    Pages.Limit(context.Get(limit), context.Terminal, DefaultLimit),
                    context,
                    invoice => new InvoiceJson(invoice));
                var table = context.Terminal.NewTable("Invoice", "Biller", "Subscription", "State", "Finalized", "Dispatches", "Run");
                foreach (var invoice in shown)
                {
                    table.AddTextRow(
                        invoice.Name,
                        invoice.Biller,
                        invoice.Subscription,
                        Words<InvoiceState>.Of(invoice.State),
                        Texts.Of(invoice.FinalizedAt),
                        invoice.Dispatches.Count.ToString(CultureInfo.InvariantCulture),
                        invoice.Run);
                }

                context.Terminal.WriteTable(table, "No such invoices.");
                return ExitCode.Done;
            },
        };
    }
}
