using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Output;

namespace Dispatch.Cli.Runs;

/// <summary><c>run list|show|watch</c>.</summary>
internal static class RunReadCommands
{
    private const int DefaultLimit = 50;

    public static CliCommand List()
    {
        var limit = CliOptions.Count("--limit", "N", $"At most so many; 0 lists all. Default: {DefaultLimit}, with --json all.", int.MaxValue);
        return new CliCommand("list", "List runs, newest first.")
        {
            Options = { limit },
            Examples = ["run list", "run list --json"],
            Run = async context =>
            {
                await using var engine = await context.OpenAsync(EngineUse.Read);
                var shown = await Pages.ReadAsync(
                    before => engine.Client.Catalog.ListRunsAsync(before == 0 ? null : before),
                    Pages.Limit(context.Get(limit), context.Terminal, DefaultLimit),
                    context,
                    run => new RunSummaryJson(run));
                context.Terminal.WriteTable(RunTables.OfList(context.Terminal, shown), "No runs.");
                return ExitCode.Done;
            },
        };
    }

    public static CliCommand Show()
    {
        var run = RunCommands.Id();
        return new CliCommand("show", "Show a run with its ledger: what was accepted, what became of it, and whether it balances.")
        {
            Arguments = { run },
            Examples = ["run show october-2026", "run show run-0123456789ab --json"],
            ExitCodes = [ExitCode.NotFound],
            Run = async context =>
            {
                await using var engine = await context.OpenAsync(EngineUse.Read);
                RunPage.Write(context.Terminal, await engine.Client.FindRunAsync(context.Get(run)), context.Clock.GetUtcNow());
                return ExitCode.Done;
            },
        };
    }

    public static CliCommand Watch()
    {
        var run = RunCommands.Id();
        var wait = CliOptions.Wait();
        return new CliCommand("watch", "Watch a run until somebody must confirm it or nothing of it is open. The exit code tells its ending as that of 'run start' does.")
        {
            Arguments = { run },
            Options = { wait },
            Examples = ["run watch october-2026 --gateway 127.0.0.1:30000", "run watch october-2026 --wait 10m --json"],
            ExitCodes = [ExitCode.Refused, ExitCode.NotFound, ExitCode.NotConfirmed, ExitCode.NotSettled, ExitCode.NeedsCare, ExitCode.SomeRefused],
            Run = async context =>
            {
                await using var engine = await context.OpenAsync(EngineUse.Read);
                var session = await RunSession.OfAsync(context, engine.Client, context.Get(run));
                return await session.RunAsync(() => session.FinishAsync(session.Follower.UntilAtRestAsync(context.Get(wait), context.Stopping)));
            },
        };
    }
}
