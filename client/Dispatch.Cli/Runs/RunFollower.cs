using Dispatch.Abstractions;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Settling;
using Dispatch.Client;

namespace Dispatch.Cli.Runs;

/// <summary>Waits for what the engine does with a run.</summary>
/// <param name="client">The engine.</param>
/// <param name="clock">The clock.</param>
/// <param name="feed">How far the run is.</param>
internal sealed class RunFollower(DispatchClient client, TimeProvider clock, RunFeed feed)
{
    /// <summary>An engine that checks or finalizes nothing for so long is in trouble.</summary>
    private static readonly TimeSpan _enginePatience = TimeSpan.FromMinutes(2);

    /// <summary>Waits until all inputs are checked.</summary>
    /// <exception cref="CommandException">The engine does not check them.</exception>
    public async Task UntilCheckedAsync(CancellationToken cancellationToken)
    {
        await WaitAsync(_enginePatience, Checking, cancellationToken);
        if (!feed.Seen.IsBeingChecked())
            return;

        throw feed.Seen.Pause is { } pause
            ? new CommandException(ExitCode.NotSettled, new CliError("run_paused", $"The run is paused by {pause.By}: {pause.Reason}")
            {
                Field = "run",
                Value = feed.Seen.Id,
                Mend = $"End the pause: dispatchctl run resume {feed.Seen.Id}.",
            })
            : new CommandException(ExitCode.Unreachable, new CliError("unavailable", "The engine checks no inputs.")
            {
                Mend = "Start the same command again later: what was accepted is not done twice.",
            });
    }

    /// <summary>Waits until the run is finalized, however short <paramref name="wait"/> is, and then as long for its dispatches.</summary>
    public async Task UntilSettledAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        // Who starts a run and does not wait for its dispatches still wants its invoices to be definitive.
        var isPaused = feed.Seen.Pause is not null;
        await WaitAsync(isPaused || wait > _enginePatience ? wait : _enginePatience, Finalizing, cancellationToken);
        await UntilDispatchedAsync(wait, cancellationToken);
    }

    /// <summary>Waits as long as something moves, whatever step the run is in.</summary>
    public async Task UntilAtRestAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        await WaitAsync(wait, Checking, cancellationToken);
        await WaitAsync(wait, Finalizing, cancellationToken);
        await UntilDispatchedAsync(wait, cancellationToken);
    }

    private static OpenWork Nothing { get; } = new(0, null);

    private static OpenWork Checking(RunView view) => view.IsBeingChecked() ? new OpenWork(Math.Max(view.Inputs.Staged, 1), null) : Nothing;

    private static OpenWork Finalizing(RunView view) =>
        view.State == RunState.Finalizing ? new OpenWork(Math.Max(view.Inputs.Staged + view.Inputs.Valid, 1), null) : Nothing;

    private Task UntilDispatchedAsync(TimeSpan wait, CancellationToken cancellationToken) => WaitAsync(
        wait,
        async view => view.State == RunState.InProgress
            ? await client.Catalog.FindOpenWorkAsync(view.Id, view.Counts(), clock.GetUtcNow() + wait)
            : Nothing,
        cancellationToken);

    private Task WaitAsync(TimeSpan patience, Func<RunView, OpenWork> look, CancellationToken cancellationToken) =>
        WaitAsync(patience, view => Task.FromResult(look(view)), cancellationToken);

    private Task WaitAsync(TimeSpan patience, Func<RunView, Task<OpenWork>> look, CancellationToken cancellationToken) => feed.WhileAsync(
        client,
        stopping => new SettlementWait(clock, patience).WaitAsync(() => look(feed.Seen), stopping),
        cancellationToken);
}
