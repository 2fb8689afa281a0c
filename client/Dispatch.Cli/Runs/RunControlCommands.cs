using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Inputs;
using Dispatch.Cli.Output;

namespace Dispatch.Cli.Runs;

/// <summary><c>run confirm|pause|resume|cancel</c>.</summary>
internal static class RunControlCommands
{
    public static CliCommand Confirm()
    {
        var run = RunCommands.Id();
        var printer = CliOptions.Text("--printer", "NAME", "The printer of letters whose definition names none.");
        var yes = CliOptions.Flag("--yes", "Print definitively without asking.");
        var (onRefused, wait) = (RunCommands.OnRefusedOption(), CliOptions.Wait());
        return new CliCommand("confirm", "Finalize a run that waits for its confirmation, and follow its dispatches.")
        {
            Arguments = { run },
            Options = { printer, yes, onRefused, wait },
            Examples = ["run confirm october-2026", "run confirm october-2026 --printer hall --yes --on-refused continue"],
            ExitCodes = [ExitCode.Refused, ExitCode.NotFound, ExitCode.NotConfirmed, ExitCode.NotSettled, ExitCode.NeedsCare, ExitCode.SomeRefused],
            Run = async context =>
            {
                await using var engine = await context.OpenAsync(EngineUse.Write);
                var session = await RunSession.OfAsync(context, engine.Client, context.Get(run));
                var confirmation = new Confirmation(context.Terminal, context.Get(yes));
                var decision = new RunDecision(session, confirmation, context.Get(onRefused));
                return await session.RunAsync(() => ConfirmAsync(session, decision, context.Get(printer), context.Get(wait)));
            },
        };
    }

    public static CliCommand Pause()
    {
        var run = RunCommands.Id();
        var (reason, by) = (CliOptions.Reason(), CliOptions.By());
        return new CliCommand("pause", "Stop finalizing and sending a run's invoices within seconds, until 'run resume'. Attempts that cannot be taken back finish.")
        {
            Arguments = { run },
            Options = { reason, by },
            Examples = ["run pause october-2026 --reason toner --by ANNA"],
            ExitCodes = [ExitCode.NotFound],
            Run = context => ChangeAsync(context, context.Get(run), grain => grain.PauseAsync(context.Get(reason)!, context.Get(by)!)),
        };
    }

    public static CliCommand Resume()
    {
        var run = RunCommands.Id();
        var by = CliOptions.By();
        return new CliCommand("resume", "End the pause of a run. The engine goes on with it: 'dispatchctl serve', or 'dispatchctl resume'.")
        {
            Arguments = { run },
            Options = { by },
            Examples = ["run resume october-2026"],
            ExitCodes = [ExitCode.NotFound],
            Run = context => ChangeAsync(context, context.Get(run), grain => grain.ResumeAsync(context.Get(by)!)),
        };
    }

    public static CliCommand Cancel()
    {
        var run = RunCommands.Id();
        var (reason, by) = (CliOptions.Reason(), CliOptions.By());
        var yes = CliOptions.Flag("--yes", "Cancel without asking.");
        return new CliCommand("cancel", "Cancel all of a run that is not definitive. What is definitive is dispatched all the same.")
        {
            Arguments = { run },
            Options = { reason, by, yes },
            Examples = ["run cancel october-2026 --reason \"wrong tariff\" --yes"],
            ExitCodes = [ExitCode.NotFound, ExitCode.NotConfirmed],
            Run = async context =>
            {
                await using var engine = await context.OpenAsync(EngineUse.Write);
                var session = await RunSession.OfAsync(context, engine.Client, context.Get(run));
                var confirmation = new Confirmation(context.Terminal, context.Get(yes));
                if (!await confirmation.ConfirmAsync(CancelQuestion(session.Feed.Seen), context.Stopping))
                    throw new Errors.CommandException(ExitCode.NotConfirmed, new Errors.CliError("not_confirmed", "Nothing was cancelled.") { Mend = "Answer yes, or give --yes." });

                session.Feed.View = (await engine.Client.Run(session.Feed.Seen.Id).CancelAsync(context.Get(reason)!, context.Get(by)!)).ViewOrThrow();
                return await session.RunAsync(() => CancelledAsync(session));
            },
        };
    }

    private static async Task<ExitCode> ConfirmAsync(RunSession session, RunDecision decision, string? printer, TimeSpan wait)
    {
        var context = session.Context;
        if (session.Feed.Seen.State == RunState.Validating)
            await session.ShowAsync(session.Follower.UntilCheckedAsync(context.Stopping));
        RunReport.Started(context.Terminal, session.Feed.Seen);
        await session.Refusals.ReportAsync(session.Feed.Seen, context.Stopping);
        if (session.Feed.Seen.State is RunState.Stopped or RunState.Staging)
            throw RunProblems.Exception((await session.Client.Run(session.Feed.Seen.Id).ConfirmAsync(printer, Requester.Name)).Error!);

        await decision.DecideAsync(printer, () => Task.FromResult<IReadOnlyList<string>>([]));
        return await session.FinishAsync(session.Follower.UntilSettledAsync(wait, context.Stopping));
    }

    private static async Task<ExitCode> CancelledAsync(RunSession session)
    {
        await session.ShowAsync(session.Follower.UntilSettledAsync(TimeSpan.Zero, session.Context.Stopping));
        RunPage.Write(session.Context.Terminal, session.Feed.Seen, session.Context.Clock.GetUtcNow());
        return ExitCode.Done;
    }

    private static string CancelQuestion(RunView view)
    {
        var rest = view.Inputs.Total - view.DefinitiveCount();
        var kept = view.DefinitiveCount() == 0 ? "Nothing is definitive yet." : $"{Texts.Count(view.DefinitiveCount(), "invoice")} are definitive and are dispatched all the same.";
        return $"Cancel the other {Texts.Count(rest, "input")} of run {view.Id}? {kept}";
    }

    private static async Task<ExitCode> ChangeAsync(CommandContext context, string run, Func<IBillingRunGrain, Task<RunAnswer>> change)
    {
        await using var engine = await context.OpenAsync(EngineUse.Write);
        var view = (await change(engine.Client.Run(run))).ViewOrThrow();
        RunPage.Write(context.Terminal, view, context.Clock.GetUtcNow());
        return ExitCode.Done;
    }
}
