using Dispatch.Abstractions;
using Dispatch.Grains.Recovery;
using Dispatch.Grains.Runs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Controls;

/// <summary>
/// Reads every second what people have stopped, so that it holds on all silos within two, tells what this process has declared down, and drives the runs
/// that are under way: whichever silo died, another one wakes them.
/// </summary>
internal sealed class ControlService(
    IGrainFactory grains, ControlBoard board, OutageBoard outages, RecoverySignal recovery, TimeProvider clock, ILogger<ControlService> logger) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Task> _pokes = new(StringComparer.Ordinal);

    /// <summary>Before anything may begin: a channel that was paused is still paused.</summary>
    public Task StartingAsync(CancellationToken cancellationToken) => RefreshAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            do
            {
                await RefreshAsync(stoppingToken);
                await PublishAsync(() => outages.PublishAsync(stoppingToken));
                foreach (var run in board.Controls.ActiveRuns)
                {
                    // Each by itself: a call to a silo that just died hangs until the cluster has noticed.
                    if (!_pokes.TryGetValue(run.Id, out var poke) || poke.IsCompleted)
                        _pokes[run.Id] = PokeAsync(run.Id);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // Stopping: the other silos go on.
            await PublishAsync(outages.WithdrawAsync);
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await board.RefreshAsync(cancellationToken))
                recovery.Pulse();
        }
        catch (StorageException e)
        {
            logger.ControlsNotRead(e.GetType().Name);
        }
    }

    private async Task PublishAsync(Func<Task> publish)
    {
        try
        {
            await publish();
        }
        catch (StorageException e)
        {
            logger.OutagesNotWritten(e.GetType().Name);
        }
    }

    private async Task PokeAsync(string run)
    {
        try
        {
            await grains.GetGrain<IRunDriver>(run).PokeAsync();
        }
        catch (Exception e)
        {
            logger.RunNotReached(run, e.GetType().Name);
        }
    }
}
