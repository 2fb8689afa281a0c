using System.CommandLine;
using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Import;
using Dispatch.Cli.Output;
using Dispatch.Client;

namespace Dispatch.Cli.Subscriptions;

/// <summary><c>subscription import|list|show</c>.</summary>
internal static class SubscriptionCommands
{
    public static CliCommand Create() => new("subscription", "The services that are invoiced: parties, their addresses, dispatch definitions.") { Import(), List(), Show() };

    /// <summary>Imports subscriptions from a file.</summary>
    public static async Task<ExitCode> ImportAsync(CommandContext context, DispatchClient client, string file)
    {
        var biller = context.Biller ?? (await client.Catalog.ListBillersAsync() is [var only] ? only : null);
        return await new LineImport<Subscription>(
            file,
            line => SubscriptionReader.Read(line, biller),
            subscription => $"{subscription.Biller}/{subscription.Number}",
            subscription => PutAsync(client, subscription)).RunAsync("subscription", context);
    }

    private static async Task<LineAnswer> PutAsync(DispatchClient client, Subscription subscription)
    {
        if (subscription.Biller.Length == 0)
        {
            var problem = new Problem("biller_unknown", "biller", "", "It is missing, and there is not exactly one biller.", "Name the biller's id, or give --biller.");
            return new LineAnswer([problem], []);
        }

        var answer = await client.Subscription(new SubscriptionId(subscription.Biller, subscription.Number)).PutAsync(subscription);
        return new LineAnswer(answer.Errors, answer.Warnings);
    }

    private static CliCommand Import()
    {
        var file = new Argument<string>("FILE.jsonl") { Description = "JSON Lines, one subscription a line." };
        return new CliCommand("import", "Create or replace subscriptions, each line all or nothing. Good lines are imported, bad ones are reported.")
        {
            Arguments = { file },
            Examples = ["subscription import subscriptions.jsonl", "subscription import subscriptions.jsonl --biller seehalden"],
            ExitCodes = [ExitCode.Refused],
            Run = async context =>
            {
                InputFile.MustBeReadable(context.Get(file));
                await using var engine = await context.OpenAsync(EngineUse.Write);
                return await ImportAsync(context, engine.Client, context.Get(file));
            },
        };
    }

    private static CliCommand List() => new("list", "List subscriptions by biller and number.")
    {
        Examples = ["subscription list", "subscription list --biller seehalden --json"],
        Run = async context =>
        {
            await using var engine = await context.OpenAsync(EngineUse.Read);
            var table = context.Terminal.NewTable("Biller", "Number", "Contract", "Language", "Definitions");
            await foreach (var summary in AllAsync(engine.Client, context.Biller, context.Stopping))
            {
                if (context.Terminal.IsJson)
                    context.Terminal.WriteJson(summary);
                else
                    table.AddTextRow(summary.Biller, summary.Number, summary.Contract, Words<Language>.Of(summary.Language), summary.DefinitionCount.ToString(CultureInfo.InvariantCulture));
            }

            context.Terminal.WriteTable(table, "No subscriptions yet; see 'dispatchctl subscription import --help'.");
            return ExitCode.Done;
        },
    };

    private static async IAsyncEnumerable<SubscriptionSummary> AllAsync(
        DispatchClient client, string? biller, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SubscriptionId? after = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await client.Catalog.ListSubscriptionsAsync(biller, after);
            foreach (var summary in page)
                yield return summary;
            if (page.Count == 0)
                yield break;
            after = new SubscriptionId(page[^1].Biller, page[^1].Number);
        }
    }

    private static CliCommand Show()
    {
        var number = new Argument<string>("NUMBER") { Description = "The subscription's number, biller/number, or its contract." };
        return new CliCommand("show", "Show one subscription with its parties and definitions.")
        {
            Arguments = { number },
            Examples = ["subscription show 100001", "subscription show seehalden/100001 --json"],
            ExitCodes = [ExitCode.NotFound],
            Run = async context =>
            {
                await using var engine = await context.OpenAsync(EngineUse.Read);
                var id = await engine.Client.FindSubscriptionAsync(context.Get(number), context.Biller);
                var subscription = await engine.Client.Subscription(id).GetAsync()
                    ?? throw CommandException.NotFound("subscription", context.Get(number), "See 'dispatchctl subscription list'.");
                if (context.Terminal.IsJson)
                    context.Terminal.WriteJson(new SubscriptionJson(subscription));
                else
                    SubscriptionPage.Print(context.Terminal, subscription);
                return ExitCode.Done;
            },
        };
    }
}
