using Dispatch.Grains.Dispatches;
using Dispatch.Storage.Dispatches;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Recovery;

/// <summary>The main road of a run: scans on until it reads fewer rows than it asked for, waiting for free slots in between.</summary>
internal sealed class RecoveryGrain(
    IDispatchStore store, LaneSlots slots, LaneScans scans, EngineLife life, TimeProvider clock, ILogger<RecoveryGrain> logger) : Grain, IRecoveryGrain
{
    private const int MaxRows = 100;

    private readonly HashSet<string> _scanning = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task PokeAsync()
    {
        if (life.Stopping.IsCancellationRequested)
            return;

        // Each lane is scanned by itself: one that waits for a slot must not keep the others waiting.
        foreach (var lane in await store.ListDueLanesAsync((int)this.GetPrimaryKeyLong(), clock.GetUtcNow(), life.Stopping))
        {
            if (_scanning.Add(lane))
                ScanAsync(lane).Ignore();
        }
    }

    private async Task ScanAsync(string lane)
    {
        try
        {
            using var turn = await scans.EnterAsync(lane, life.Stopping);
            await ScanLaneAsync(lane);
        }
        catch (OperationCanceledException)
        {
            // Stopping: what is due stays due.
        }
        catch (Exception e)
        {
            logger.ScanFailed(this.GetPrimaryKeyLong(), e.GetType().Name);
        }
        finally
        {
            _scanning.Remove(lane);
        }
    }

    private async Task ScanLaneAsync(string lane)
    {
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
