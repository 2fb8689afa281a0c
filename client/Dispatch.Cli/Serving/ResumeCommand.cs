using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Output;
using Dispatch.Cli.Settling;
using Dispatch.Client;

namespace Dispatch.Cli.Serving;

/// <summary><c>resume</c>.</summary>
internal static class ResumeCommand
{
    private static readonly DispatchState[] _troubles = [DispatchState.Refused, DispatchState.Held, DispatchState.Bounced];

    public static CliCommand Create()
    {
        var wait = CliOptions.Wait();
        return new CliCommand("resume", "Go on with everything that is due, runs that were not finalized included: after a crash, an interruption or a long deferral.")
        {
            Options = { wait },
            Examples = ["resume", "resume --data ./dispatch-data --wait 5m"],
            ExitCodes = [ExitCode.NotSettled, ExitCode.NeedsCare],
            Run = context => RunAsync(context, context.Get(wait)),
        };
    }

    private static async Task<ExitCode> RunAsync(CommandContext context, TimeSpan wait)
    {
        var startedAt = context.Clock.GetUtcNow();
        await using var engine = await context.OpenAsync(EngineUse.Write);
        var catalog = engine.Client.Catalog;
        DateTimeOffset? nextDueAt = null;
        await new SettlementWait(context.Clock, wait).WaitAsync(() => FindRunWorkAsync(engine.Client), context.Stopping);
        await new SettlementWait(context.Clock, wait).WaitAsync(
            async () =>
            {
                nextDueAt = await catalog.FindNextDueAsync();
                return new OpenWork(Open(await catalog.CountUnsettledAsync()), nextDueAt);
            },
            context.Stopping);

        var counts = await catalog.CountAsync(null);
        if (context.Terminal.IsJson)
            context.Terminal.WriteJson(new { ByKind = StateTable.ByKind(counts), Open = Open(counts), NextDueAt = nextDueAt });
        else
            context.Terminal.WriteTable(StateTable.Of(context.Terminal, counts), "Nothing to do.");
        if (await HasNewTroubleAsync(catalog, counts, startedAt))
            return ExitCode.NeedsCare;
        return Open(counts) > 0 || (await FindRunWorkAsync(engine.Client)).Count > 0 ? ExitCode.NotSettled : ExitCode.Done;
    }

    private static long Open(IReadOnlyList<StateCount> counts) => counts.Where(count => ExitCodes.IsOpen(count.State)).Sum(count => count.Count);

    /// <summary>How many inputs of the newest runs the engine still has to check or to finalize; a run that is paused waits for a person.</summary>
    private static async Task<OpenWork> FindRunWorkAsync(DispatchClient client)
    {
        var newest = await client.Catalog.ListRunsAsync(before: null);
        var count = 0L;
        foreach (var run in newest.Items.Where(run => run is { State: RunState.Validating or RunState.Finalizing, IsPaused: false }))
        {
            if (await client.Run(run.Id).GetAsync() is { State: RunState.Validating or RunState.Finalizing, Pause: null } view)
                count += Math.Max(view.Inputs.Staged + view.Inputs.Valid, 1);
        }

        return new OpenWork(count, null);
    }

    /// <summary>Whether an attempt of this command, not one of earlier days, ended in a state that needs care.</summary>
    private static async Task<bool> HasNewTroubleAsync(ICatalogGrain catalog, IReadOnlyList<StateCount> counts, DateTimeOffset since)
    {
        foreach (var state in _troubles.Where(state => counts.Any(count => count.State == state)))
        {
            for (long? after = 0; after is { } from;)
            {
                var page = await catalog.ListDispatchesAsync(new DispatchQuery { State = state, After = from });
                if (page.Items.Any(dispatch => dispatch.Attempts is [.., var last] && last.EndedAt >= since))
                    return true;
                after = page.Next;
            }
        }

        return false;
    }
}
