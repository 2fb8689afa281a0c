using System.CommandLine;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Output;
using Dispatch.Silo.Hosting;

namespace Dispatch.Cli.Relays;

/// <summary><c>email test</c>.</summary>
internal static class EmailCommands
{
    public static CliCommand Create() => new("email", "How e-mail leaves.") { Test() };

    private static CliCommand Test()
    {
        var address = new Argument<string>("ADDRESS") { Description = "Where the test message goes." };
        var from = CliOptions.Text("--from", "ADDRESS", "The sender. Default: the biller's.");
        return new CliCommand("test", "Send a small message over each configured relay, from this machine, and show what was said; passwords and tokens are masked.")
        {
            Arguments = { address },
            Options = { from },
            Examples = ["email test someone@example.org", "email test someone@example.org --from invoices@example.ch --config relay.json"],
            ExitCodes = [ExitCode.NotSettled, ExitCode.NeedsCare],
            Run = context => RunAsync(context, context.Get(address), context.Get(from)),
        };
    }

    private static async Task<ExitCode> RunAsync(CommandContext context, string recipient, string? from)
    {
        if (context.Engine.Gateway is { } gateway)
            throw CommandException.Usage("It sends from this machine, by its own configuration.", "--gateway", gateway, "Run it where the engine runs, with its --data or --config.");

        var sender = from ?? await FindSenderAsync(context);
        List<OutcomeKind> outcomes = [];
        try
        {
            await foreach (var result in EmailTest.RunAsync(EngineAccess.Settings(context.Engine), sender, recipient, context.Stopping))
            {
                outcomes.Add(result.Outcome);
                Show(context.Terminal, result);
            }
        }
        catch (FormatException error)
        {
            throw CommandException.Usage(error.Message, "ADDRESS", recipient, $"Correct it, or the sender '{sender}'.");
        }

        context.Stopping.ThrowIfCancellationRequested();
        if (outcomes.Count == 0)
            throw CommandException.Usage("No relay is configured; e-mail is written to a folder.", "Email:Host", "", "Set Email:Host or Email:Relays.");
        if (outcomes.Contains(OutcomeKind.Refused))
            return ExitCode.NeedsCare;
        return outcomes.TrueForAll(outcome => outcome == OutcomeKind.Delivered) ? ExitCode.Done : ExitCode.NotSettled;
    }

    private static async Task<string> FindSenderAsync(CommandContext context)
    {
        await using var engine = await context.OpenAsync(EngineUse.Read);
        IReadOnlyList<string> billers = context.Biller is { } named ? [named] : await engine.Client.Catalog.ListBillersAsync();
        if (billers.Count != 1)
            throw CommandException.Usage("The sender is not clear.", "--from", null, "Name it with --from, or the biller with --biller.");
        return (await engine.Client.Biller(billers[0]).GetAsync())?.Email?.From
            ?? throw CommandException.NotFound("biller with a sender", billers[0], "Name the sender with --from.");
    }

    private static void Show(Terminal terminal, EmailTestResult result)
    {
        if (terminal.IsJson)
        {
            terminal.WriteJson(result);
            return;
        }

        foreach (var line in result.Dialogue)
            terminal.WriteLine(line);
        var why = result.Reason is { } reason ? $": {Words<ReasonCode>.Of(reason)}" : "";
        var code = result.ProtocolCode ?? result.Proof;
        terminal.WriteLine($"{result.Relay}: {Words<OutcomeKind>.Of(result.Outcome)}{why}{(code is null ? "" : $" ({code})")}");
    }
}
