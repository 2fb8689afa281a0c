using Dispatch.Grains.Dispatches;
using Dispatch.Storage;
using Dispatch.Storage.Dispatches;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Recovery;

/// <summary>The main road of a run: scans on until it reads fewer rows than it asked for, waiting for free slots in between.</summary>
internal sealed class RecoveryGrain(
    IDispatchStore store, LaneSlots slots, LaneScans scans, EngineLife life, TimeProvider clock, ILogger<RecoveryGrain> logger) : Grain, IRecoveryGrain
{
    private const int MaxRows = 100;

    private bool _isScanning;

    /// <inheritdoc/>
    public Task PokeAsync()
    {
        if (_isScanning || life.Stopping.IsCancellationRequested)
            return Task.CompletedTask;

        _isScanning = true;
        IGrainTimer? timer = null;
        timer = this.RegisterGrainTimer(
            async _ =>
            {
                await ScanAsync();
                _isScanning = false;
                timer?.Dispose();
            },
            new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
        return Task.CompletedTask;
    }

    private async Task ScanAsync()
    {
        try
        {
            var lanes = await store.ListDueLanesAsync((int)this.GetPrimaryKeyLong(), clock.GetUtcNow(), life.Stopping);
            await Task.WhenAll(lanes.Select(ScanLaneAsync));
        }
        catch (OperationCanceledException)
        {
            // Stopping: what is due stays due.
        }
        catch (StorageException e)
        {
            logger.ScanFailed(this.GetPrimaryKeyLong(), e.GetType().Name);
        }
        catch (Exception e)
        {
            logger.ScanFailed(this.GetPrimaryKeyLong(), e.GetType().Name);
        }
    }

    private async Task ScanLaneAsync(string lane)
    {
        using var turn = await scans.EnterAsync(lane, life.Stopping);
        while (!life.Stopping.IsCancellationRequested)
        {
            await slots.WaitForFreeAsync(lane, life.Stopping);
            var take = Math.Clamp(slots.FreeCount(lane), 1, MaxRows);
            var rows = await store.ListDueAsync((int)this.GetPrimaryKeyLong(), lane, clock.GetUtcNow(), take, life.Stopping);
            var results = await Task.WhenAll(rows.Select(WakeAsync));

            // Rows that cannot be moved stay due; going on at once would only spin on them.
            if (rows.Count < take || !results.Contains(WakeResult.Moved))
                return;
        }
    }

    private async Task<WakeResult> WakeAsync(DispatchRecord row)
    {
        try
        {
            return await GrainFactory.WorkerOf(row).WakeAsync(row);
        }
        catch (Exception e)
        {
            logger.WakeFailed(row.Row.DispatchId, e.GetType().Name);
            return WakeResult.Declined;
        }
    }
}
