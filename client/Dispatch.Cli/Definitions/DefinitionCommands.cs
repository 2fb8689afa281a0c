using System.CommandLine;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Output;
using Dispatch.Cli.Subscriptions;

namespace Dispatch.Cli.Definitions;

/// <summary><c>definition list|add|change|remove|candidates</c>.</summary>
internal static class DefinitionCommands
{
    public static CliCommand Create() => new("definition", "How a subscription's documents are sent: kind, recipient, printer, language, validity, fallback.")
    {
        List(), Add(), Change(), Remove(), Candidates(),
    };

    private static Argument<string> Subscription() => new("SUBSCRIPTION") { Description = "The subscription's number, biller/number, or its contract." };

    private static CliCommand List()
    {
        var subscription = Subscription();
        return new CliCommand("list", "List a subscription's definitions.")
        {
            Arguments = { subscription },
            Examples = ["definition list 100001"],
            ExitCodes = [ExitCode.NotFound],
            Run = async context =>
            {
                await using var engine = await context.OpenAsync(EngineUse.Read);
                var found = await engine.Client.Subscription(await engine.Client.FindSubscriptionAsync(context.Get(subscription), context.Biller)).GetAsync();
                PrintAll(context.Terminal, found?.Definitions ?? []);
                return ExitCode.Done;
            },
        };
    }

    private static CliCommand Add()
    {
        var subscription = Subscription();
        var options = new DefinitionOptions();
        var id = CliOptions.Text("--id", "ID", "Its id; without one, the next of d1, d2… is given.");
        return WithOptions(new CliCommand("add", "Add a definition and print it with its id.")
        {
            Arguments = { subscription },
            Options = { id },
            Examples =
            [
                "definition add 100001 --domain invoice --kind email --role contractingParty",
                "definition add 100001 --kind post --role distributionAddress --printer hall --postage A --enclosures leaflet tariffs",
                "definition add 100001 --kind email --individual someone@example.ch --fallback d2",
            ],
            ExitCodes = [ExitCode.Refused, ExitCode.NotFound],
            Run = context => ChangeAsync(context, context.Get(subscription), options.Create(context, context.Get(id) ?? ""), (grain, made) => grain.AddDefinitionAsync(made)),
        }, options);
    }

    private static CliCommand Change()
    {
        var subscription = Subscription();
        var id = new Argument<string>("ID") { Description = "The definition's id." };
        var options = new DefinitionOptions();
        return WithOptions(new CliCommand("change", "Change what the options say of a definition; an empty value ('') takes it away. Finalized invoices keep what they were finalized with.")
        {
            Arguments = { subscription, id },
            Examples = ["definition change 100001 d1 --valid-until 2026-12-31", "definition change 100001 d2 --printer '' --enclosures ''"],
            ExitCodes = [ExitCode.Refused, ExitCode.NotFound],
            Run = async context =>
            {
                await using var engine = await context.OpenAsync(EngineUse.Write);
                var grain = engine.Client.Subscription(await engine.Client.FindSubscriptionAsync(context.Get(subscription), context.Biller));
                var before = Find(await grain.GetAsync(), context.Get(id), context.Get(subscription));
                return Print(context.Terminal, await grain.ChangeDefinitionAsync(options.Apply(context, before)));
            },
        }, options);
    }

    private static CliCommand Remove()
    {
        var subscription = Subscription();
        var id = new Argument<string>("ID") { Description = "The definition's id." };
        return new CliCommand("remove", "Remove a definition. Invoices that were finalized with it are not touched.")
        {
            Arguments = { subscription, id },
            Examples = ["definition remove 100001 d2"],
            ExitCodes = [ExitCode.Refused, ExitCode.NotFound],
            Run = async context =>
            {
                await using var engine = await context.OpenAsync(EngineUse.Write);
                var grain = engine.Client.Subscription(await engine.Client.FindSubscriptionAsync(context.Get(subscription), context.Biller));
                var removed = Find(await grain.GetAsync(), context.Get(id), context.Get(subscription));
                var answer = await grain.RemoveDefinitionAsync(context.Get(id));
                ThrowIfRefused(answer);
                if (context.Terminal.IsJson)
                    context.Terminal.WriteJson(new DefinitionJson(removed));
                else
                    context.Terminal.WriteLine($"Removed {removed.Id}.");
                return ExitCode.Done;
            },
        };
    }

    private static CliCommand Candidates()
    {
        var subscription = Subscription();
        return new CliCommand("candidates", "List the addresses that a definition may name as individual: private e-mail addresses of the customer that belong to neither party.")
        {
            Arguments = { subscription },
            Examples = ["definition candidates 100001"],
            ExitCodes = [ExitCode.NotFound],
            Run = async context =>
            {
                await using var engine = await context.OpenAsync(EngineUse.Read);
                var id = await engine.Client.FindSubscriptionAsync(context.Get(subscription), context.Biller);
                var table = context.Terminal.NewTable("Address", "Label");
                foreach (var location in await engine.Client.Subscription(id).GetIndividualAddressCandidatesAsync())
                {
                    if (context.Terminal.IsJson)
                        context.Terminal.WriteJson(location);
                    else
                        table.AddTextRow(location.Value, location.Label);
                }

                context.Terminal.WriteTable(table, "No candidates: the customer has no private e-mail address besides the parties'.");
                return ExitCode.Done;
            },
        };
    }

    private static async Task<ExitCode> ChangeAsync(
        CommandContext context, string subscription, DispatchDefinition definition, Func<ISubscriptionGrain, DispatchDefinition, Task<SubscriptionAnswer>> change)
    {
        await using var engine = await context.OpenAsync(EngineUse.Write);
        var id = await engine.Client.FindSubscriptionAsync(subscription, context.Biller);
        return Print(context.Terminal, await change(engine.Client.Subscription(id), definition));
    }

    private static CliCommand WithOptions(CliCommand command, DefinitionOptions options)
    {
        foreach (var option in options.All)
            command.Add(option);
        return command;
    }

    private static DispatchDefinition Find(Subscription? subscription, string id, string name) =>
        subscription?.Definitions.FirstOrDefault(definition => definition.Id == id)
        ?? throw CommandException.NotFound("definition", id, $"See 'dispatchctl definition list {name}'.");

    private static void ThrowIfRefused(SubscriptionAnswer answer)
    {
        if (!answer.IsAccepted)
            throw new CommandException(ExitCode.Refused, [.. answer.Errors.Select(error => CliError.Of(error))]);
    }

    private static ExitCode Print(Terminal terminal, SubscriptionAnswer answer)
    {
        ThrowIfRefused(answer);
        foreach (var warning in answer.Warnings)
            terminal.Warn(warning);
        PrintAll(terminal, [.. answer.Subscription!.Definitions.Where(definition => definition.Id == answer.DefinitionId)]);
        return ExitCode.Done;
    }

    private static void PrintAll(Terminal terminal, IReadOnlyList<DispatchDefinition> definitions)
    {
        if (!terminal.IsJson)
        {
            SubscriptionPage.PrintDefinitions(terminal, definitions);
            return;
        }

        foreach (var definition in definitions)
            terminal.WriteJson(new DefinitionJson(definition));
    }
}
