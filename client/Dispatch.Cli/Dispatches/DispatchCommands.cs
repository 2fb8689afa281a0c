using System.CommandLine;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Output;
using Dispatch.Cli.Settling;
using Dispatch.Client;

namespace Dispatch.Cli.Dispatches;

/// <summary><c>dispatch list|retry|cancel|hold|resend</c>.</summary>
internal static class DispatchCommands
{
    private const int DefaultLimit = 200;

    public static CliCommand Create() => new("dispatch", "One invoice through one channel: where it stands, and what a person can do about it.") { List(), Retry(), Cancel(), Hold(), Resend() };

    private static CliCommand List()
    {
        var state = CliOptions.OneOf<DispatchState>("--state", "Only those in this state.");
        var kind = CliOptions.OneOf<DispatchKind>("--kind", "Only those of this kind.");
        var reason = CliOptions.OneOf<ReasonCode>("--reason", "Only those with this reason.");
        var run = CliOptions.Text("--run", "RUN", "Only this run's.");
        var limit = CliOptions.Count("--limit", "N", $"At most so many; 0 lists all. Default: {DefaultLimit}, with --json all.", int.MaxValue);
        return new CliCommand("list", "List dispatches, oldest first.")
        {
            Options = { state, kind, reason, run, limit },
            Examples = ["dispatch list --state refused", "dispatch list --run run-0123456789ab --kind email --json"],
            Run = async context =>
            {
                await using var engine = await context.OpenAsync(EngineUse.Read);
                var query = new DispatchQuery { State = context.Get(state), Kind = context.Get(kind), Reason = context.Get(reason), Run = context.Get(run), Biller = context.Biller };
                var shown = await Pages.ReadAsync(
                    after => engine.Client.Catalog.ListDispatchesAsync(query with { After = after }),
                    Pages.Limit(context.Get(limit), context.Terminal, DefaultLimit),
                    context,
                    dispatch => new DispatchJson(dispatch));
                context.Terminal.WriteTable(DispatchTable.Of(context.Terminal, shown), "No such dispatches.");
                return ExitCode.Done;
            },
        };
    }

    private static CliCommand Retry()
    {
        var id = Id();
        var wait = CliOptions.Wait();
        return new CliCommand("retry", "Send a dispatch now: a deferred, held or unknown one, or a refused one whose fallback has not started.")
        {
            Arguments = { id },
            Options = { wait },
            Examples = ["dispatch retry 2026-0042~d1"],
            ExitCodes = [ExitCode.Refused, ExitCode.NotFound, ExitCode.NotSettled, ExitCode.NeedsCare],
            Run = async context =>
            {
                await using var engine = await context.OpenAsync(EngineUse.Write);
                var dispatch = await CommandAsync(context, engine.Client, context.Get(id), grain => grain.RetryAsync());
                await new SettlementWait(context.Clock, context.Get(wait)).WaitAsync(
                    async () =>
                    {
                        dispatch = await engine.Client.FindDispatchAsync(dispatch.Id, dispatch.Key.Biller);
                        return new[] { dispatch }.OpenWork(context.Clock.GetUtcNow());
                    },
                    context.Stopping);
                return Print(context.Terminal, dispatch, ExitCodes.ForAccepted([dispatch.State]));
            },
        };
    }

    private static CliCommand Cancel()
    {
        var id = Id();
        return new CliCommand("cancel", "End a dispatch before it is delivered. While it is being sent, this takes effect only if the attempt ends deferred.")
        {
            Arguments = { id },
            Examples = ["dispatch cancel 2026-0042~d1"],
            ExitCodes = [ExitCode.Refused, ExitCode.NotFound],
            Run = context => CommandAsync(context, context.Get(id), grain => grain.CancelAsync()),
        };
    }

    private static CliCommand Hold()
    {
        var id = Id();
        return new CliCommand("hold", "Stop a dispatch until 'dispatch retry'.")
        {
            Arguments = { id },
            Examples = ["dispatch hold 2026-0042~d1"],
            ExitCodes = [ExitCode.Refused, ExitCode.NotFound],
            Run = context => CommandAsync(context, context.Get(id), grain => grain.HoldAsync()),
        };
    }

    private static CliCommand Resend()
    {
        var (id, reason, by) = (Id(), CliOptions.Reason(), CliOptions.By());
        return new CliCommand("resend", "Send what was sent before once more, as a copy with an id of its own. Each call makes another copy.")
        {
            Arguments = { id },
            Options = { reason, by },
            Examples = ["dispatch resend 2026-0042~d1 --reason \"the customer deleted it\""],
            ExitCodes = [ExitCode.Refused, ExitCode.NotFound],
            Run = async context =>
            {
                await using var engine = await context.OpenAsync(EngineUse.Write);
                var dispatch = await engine.Client.FindDispatchAsync(context.Get(id), context.Biller);
                var answer = await engine.Client.Dispatch(dispatch).ResendAsync(context.Get(reason)!, context.Get(by)!);
                return answer.Error is { } problem
                    ? throw CommandProblems.Exception(problem)
                    : Print(context.Terminal, answer.Copy!, ExitCode.Done);
            },
        };
    }

    private static Argument<string> Id() => new("ID") { Description = "The dispatch's id, INVOICE~DEFINITION." };

    private static async Task<ExitCode> CommandAsync(CommandContext context, string id, Func<IDispatchGrain, Task<DispatchCommandAnswer>> command)
    {
        await using var engine = await context.OpenAsync(EngineUse.Write);
        var dispatch = await CommandAsync(context, engine.Client, id, command);
        return Print(context.Terminal, await engine.Client.FindDispatchAsync(dispatch.Id, dispatch.Key.Biller), ExitCode.Done);
    }

    private static async Task<DispatchView> CommandAsync(CommandContext context, DispatchClient client, string id, Func<IDispatchGrain, Task<DispatchCommandAnswer>> command)
    {
        var dispatch = await client.FindDispatchAsync(id, context.Biller);
        if (dispatch.Kind is not (DispatchKind.Email or DispatchKind.Post))
            throw new CommandException(ExitCode.Refused, new CliError("channel_unavailable", "Its channel is not available.") { Field = "dispatch", Value = id });

        var answer = await command(client.Dispatch(dispatch));
        switch (answer.Result)
        {
            case DispatchCommandResult.TooLate:
                throw new CommandException(ExitCode.Refused, new CliError("too_late", answer.Message) { Field = "dispatch", Value = id, Mend = "See 'dispatchctl dispatch list'." });
            case DispatchCommandResult.NotFound:
                throw CommandException.NotFound("dispatch", id, "See 'dispatchctl dispatch list'.");
            default:
                context.Terminal.Note(answer.Message);
                return dispatch;
        }
    }

    private static ExitCode Print(Terminal terminal, DispatchView dispatch, ExitCode exitCode)
    {
        if (terminal.IsJson)
            terminal.WriteJson(new DispatchJson(dispatch));
        else
            terminal.Out.Write(DispatchTable.Of(terminal, [dispatch]));
        return exitCode;
    }
}
