using System.CommandLine;
using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Import;
using Dispatch.Cli.Output;
using Dispatch.Client;

namespace Dispatch.Cli.Billers;

/// <summary><c>biller import|list|show</c>.</summary>
internal static class BillerCommands
{
    public static CliCommand Create() => new("biller", "The utilities that issue invoices: name, address, sender, logo.") { Import(), List(), Show() };

    /// <summary>Imports billers from a file.</summary>
    public static Task<ExitCode> ImportAsync(CommandContext context, DispatchClient client, string file)
    {
        var reader = new BillerReader(Path.GetDirectoryName(Path.GetFullPath(file))!);
        return new LineImport<ReadBiller>(file, reader.Read, read => read.Biller.Id, async read => new LineAnswer(await PutAsync(client, read, context.Stopping), []))
            .RunAsync("biller", context);
    }

    private static async Task<IReadOnlyList<Problem>> PutAsync(DispatchClient client, ReadBiller read, CancellationToken cancellationToken)
    {
        foreach (var enclosure in read.Enclosures)
            await client.UploadAsync(enclosure, cancellationToken);
        return await client.Biller(read.Biller.Id).PutAsync(read.Biller);
    }

    private static CliCommand Import()
    {
        var file = new Argument<string>("FILE.jsonl") { Description = "JSON Lines, one biller a line; logo and enclosures are named relative to the file." };
        return new CliCommand("import", "Create or replace billers, each line all or nothing. Good lines are imported, bad ones are reported.")
        {
            Arguments = { file },
            Examples = ["biller import biller.jsonl"],
            ExitCodes = [ExitCode.Refused],
            Run = async context =>
            {
                InputFile.MustBeReadable(context.Get(file));
                await using var engine = await context.OpenAsync(EngineUse.Write);
                return await ImportAsync(context, engine.Client, context.Get(file));
            },
        };
    }

    private static CliCommand List() => new("list", "List all billers.")
    {
        Examples = ["biller list", "biller list --json"],
        Run = async context =>
        {
            await using var engine = await context.OpenAsync(EngineUse.Read);
            var table = context.Terminal.NewTable("Id", "Name", "City", "VAT id", "Language", "Printer");
            foreach (var id in await engine.Client.Catalog.ListBillersAsync())
            {
                if (await engine.Client.Biller(id).GetAsync() is not { } biller)
                    continue;
                if (context.Terminal.IsJson)
                    context.Terminal.WriteJson(new BillerJson(biller));
                else
                    table.AddTextRow(biller.Id, biller.Name, biller.Address.City, biller.VatId, Words<Language>.Of(biller.Language), biller.DefaultPrinter);
            }

            context.Terminal.WriteTable(table, "No billers yet; see 'dispatchctl biller import --help'.");
            return ExitCode.Done;
        },
    };

    private static CliCommand Show()
    {
        var id = new Argument<string>("ID") { Description = "The biller's id." };
        return new CliCommand("show", "Show one biller.")
        {
            Arguments = { id },
            Examples = ["biller show seehalden"],
            ExitCodes = [ExitCode.NotFound],
            Run = async context =>
            {
                await using var engine = await context.OpenAsync(EngineUse.Read);
                var biller = await engine.Client.Biller(context.Get(id)).GetAsync()
                    ?? throw CommandException.NotFound("biller", context.Get(id), "See 'dispatchctl biller list'.");
                if (context.Terminal.IsJson)
                    context.Terminal.WriteJson(new BillerJson(biller));
                else
                    Print(context.Terminal, biller);
                return ExitCode.Done;
            },
        };
    }

    private static void Print(Terminal terminal, Biller biller)
    {
        terminal.WriteFacts(
            ("Biller", biller.Id),
            ("Name", biller.Name),
            ("Address", Texts.Of(biller.Address)),
            ("VAT id", biller.VatId),
            ("IBAN", biller.Iban),
            ("Sender", biller.Email?.From),
            ("Answers to", biller.Email?.ReplyTo),
            ("E-mails carry", biller.Email is { } email ? Words<EmailFormat>.Of(email.Format) : null),
            ("Logo", biller.Logo is { } logo ? $"{logo.Length} bytes" : null),
            ("Window", Words<BillerWindow>.Of(biller.Window)),
            ("Language", Words<Language>.Of(biller.Language)),
            ("Printer", biller.DefaultPrinter));
        if (biller.Enclosures.Count == 0)
            return;

        var table = terminal.NewTable("Enclosure", "From", "Until", "Tariff", "Pages", "File");
        foreach (var enclosure in biller.Enclosures)
        {
            table.AddTextRow(
                enclosure.Id, Texts.Of(enclosure.From), Texts.Of(enclosure.Until), enclosure.Tariff, enclosure.Pages.ToString(CultureInfo.InvariantCulture), enclosure.File);
        }

        terminal.WriteTable(table, "");
    }
}
