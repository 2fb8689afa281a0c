using System.CommandLine;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Inputs;
using Dispatch.Cli.Output;
using Dispatch.Client;

namespace Dispatch.Cli.Printers;

/// <summary><c>printer move</c>.</summary>
internal static class PrinterMove
{
    public static CliCommand Create()
    {
        var from = new Argument<string>("FROM") { Description = "The printer whose letters are moved; it need not be configured any more." };
        var to = new Argument<string>("TO") { Description = "The printer that prints them instead." };
        var run = CliOptions.Text("--run", "RUN", "Only this run's letters. Default: all.");
        var (reason, by, yes) = (CliOptions.Reason(), CliOptions.By(), CliOptions.Flag("--yes", "Move without asking."));
        return new CliCommand("move", "Move the letters that wait for a printer to another one. What is being printed, or of which nobody knows whether it was, stays. Repeat it to move what was busy.")
        {
            Arguments = { from, to },
            Options = { run, reason, by, yes },
            Examples = ["printer move hall annex --reason \"toner\" --by ANNA", "printer move hall annex --run october-2026 --reason fire --yes --json"],
            ExitCodes = [ExitCode.NotFound, ExitCode.NotConfirmed],
            Run = async context =>
            {
                await using var engine = await context.OpenAsync(EngineUse.Write);
                var (here, there) = (context.Get(from)!, context.Get(to)!);
                var open = await CountOpenAsync(engine.Client, here);
                var which = context.Get(run) is { } named ? $"what waits of run {named}" : "what waits";
                if (!await new Confirmation(context.Terminal, context.Get(yes)).ConfirmAsync($"Move {which} for printer {here} ({Texts.Count(open, "letter")} open) to {there}?", context.Stopping))
                    throw new CommandException(ExitCode.NotConfirmed, new CliError("not_confirmed", "Nothing was moved.") { Mend = "Answer yes, or give --yes." });

                var moved = await MoveAsync(context, () => engine.Client.Channels.MoveLettersAsync(here, there, context.Get(run), context.Get(reason)!, context.Get(by)!));
                Print(context.Terminal, here, there, moved, await CountOpenAsync(engine.Client, here));
                return ExitCode.Done;
            },
        };
    }

    /// <summary>Calls until nothing is left; what a call has moved stays moved.</summary>
    private static async Task<MoveAnswer> MoveAsync(CommandContext context, Func<Task<MoveAnswer>> move)
    {
        var moved = new MoveAnswer(0, 0, 0, IsComplete: false);
        while (!moved.IsComplete)
        {
            context.Stopping.ThrowIfCancellationRequested();
            var step = await PatientCalls.CallAsync(move, context.Stopping);
            if (step.Error is { } problem)
                throw new CommandException(problem.Code is "printer_unknown" or "run_unknown" ? ExitCode.NotFound : ExitCode.Usage, CliError.Of(problem));
            moved = new MoveAnswer(moved.Pending + step.Pending, moved.Held + step.Held, moved.Standby + step.Standby, step.IsComplete);
        }

        return moved;
    }

    private static async Task<long> CountOpenAsync(DispatchClient client, string printer) => (await client.Channels.ListAsync())
        .Where(channel => channel.Kind == DispatchKind.Post && channel.Destination == printer)
        .Sum(channel => channel.InFlight + channel.Unknown + channel.Held);

    private static void Print(Terminal terminal, string from, string to, MoveAnswer moved, long left)
    {
        var sum = moved.Pending + moved.Held + moved.Standby;
        if (terminal.IsJson)
        {
            terminal.WriteJson(new { Moved = sum, moved.Pending, moved.Held, moved.Standby, From = from, To = to, Left = left });
            return;
        }

        terminal.WriteLine($"Moved {Texts.Count(sum, "letter")} from {from} to {to}: {moved.Pending} pending, {moved.Held} held, {moved.Standby} on standby.");
        if (left > 0)
            terminal.WriteLine($"{Texts.Count(left, "letter")} of {from} {(left == 1 ? "is" : "are")} open still: being sent or printed, of another run, or held because nobody knows whether printed. See 'dispatchctl channel list'.");
    }
}
