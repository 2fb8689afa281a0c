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

/// <summary><c>subscription import|list|show|hold|release</c>.</summary>
internal static class SubscriptionCommands
{
    public static CliCommand Create() => new("subscription", "The services that are invoiced: parties, their addresses, dispatch definitions.") { Import(), List(), Show(), Hold(), Release() };

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
        var number = Number();
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
                return Print(context.Terminal, subscription, await engine.Client.Subscription(id).GetAddressCareAsync());
            },
        };
    }

    private static CliCommand Hold()
    {
        var number = Number();
        var reason = CliOptions.Text("--reason", "TEXT", "Why; 1 to 200 characters, shown with the subscription.");
        reason.Required = true;
        var by = By();
        return new CliCommand("hold", "Hold a subscription: its invoices are still finalized, but nothing of theirs is sent until it is released.")
        {
            Arguments = { number },
            Options = { reason, by },
            Examples = ["subscription hold 100001 --reason 'address disputed'", "subscription hold 100001 --reason 'moving house' --by anna --json"],
            ExitCodes = [ExitCode.Refused, ExitCode.NotFound],
            Run = context => ChangeAsync(context, context.Get(number), grain => grain.HoldAsync(context.Get(reason)!, context.Get(by) ?? Requester.Name)),
        };
    }

    private static CliCommand Release()
    {
        var number = Number();
        var by = By();
        return new CliCommand("release", "End the hold of a subscription and send what it held. What a person or an unknown outcome held stays held.")
        {
            Arguments = { number },
            Options = { by },
            Examples = ["subscription release 100001", "subscription release 100001 --by anna"],
            ExitCodes = [ExitCode.Refused, ExitCode.NotFound],
            Run = context => ChangeAsync(context, context.Get(number), grain => grain.ReleaseAsync(context.Get(by) ?? Requester.Name)),
        };
    }

    private static Argument<string> Number() => new("NUMBER") { Description = "The subscription's number, biller/number, or its contract." };

    private static Option<string?> By() => CliOptions.Text("--by", "NAME", "Who asks; 1 to 100 characters. Default: user@machine.");

    private static async Task<ExitCode> ChangeAsync(CommandContext context, string number, Func<ISubscriptionGrain, Task<SubscriptionAnswer>> change)
    {
        await using var engine = await context.OpenAsync(EngineUse.Write);
        var answer = await change(engine.Client.Subscription(await engine.Client.FindSubscriptionAsync(number, context.Biller)));
        return answer.IsAccepted
            ? Print(context.Terminal, answer.Subscription!, [])
            : throw new CommandException(ExitCode.Refused, [.. answer.Errors.Select(error => CliError.Of(error))]);
    }

    private static ExitCode Print(Terminal terminal, Subscription subscription, IReadOnlyList<AddressCare> care)
    {
        if (terminal.IsJson)
            terminal.WriteJson(new SubscriptionJson(subscription, care));
        else
            SubscriptionPage.Print(terminal, subscription, care);
        return ExitCode.Done;
    }
}
