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

    private readonly HashSet<string> _scanning = new(StringComparer.Ordinal);
    private readonly DueHorizon _horizon = new();

    /// <inheritdoc/>
    public async Task PokeAsync()
    {
        if (life.Stopping.IsCancellationRequested)
            return;

        // Each lane is scanned by itself: one that waits for a slot must not keep the others waiting.
        foreach (var lane in await ListDueLanesAsync())
        {
            if (_scanning.Add(lane))
                ScanAsync(lane).Ignore();
        }
    }

    /// <summary>None while the database is away: whoever poked cannot do better.</summary>
    private async Task<IReadOnlyList<string>> ListDueLanesAsync()
    {
        try
        {
            var now = clock.GetUtcNow();
            var lanes = await store.ListDueLanesAsync((int)this.GetPrimaryKeyLong(), now, _horizon.At(now), life.Stopping);
            foreach (var idle in slots.Lanes.Except(lanes, StringComparer.Ordinal))
                _horizon.Clear(idle, now);
            return lanes;
        }
        catch (StorageException e)
        {
            logger.ScanFailed(this.GetPrimaryKeyLong(), e.GetType().Name);
            return [];
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
        // Rows that cannot be moved now stay due and first in line: they must neither be tried again in this scan nor hide those behind them.
        var declined = new HashSet<long>();
        while (!life.Stopping.IsCancellationRequested)
        {
            await slots.WaitForFreeAsync(lane, life.Stopping);
            var take = Math.Clamp(slots.FreeCount(lane), 1, MaxRows) + declined.Count;
            var now = clock.GetUtcNow();
            var rows = await store.ListDueAsync((int)this.GetPrimaryKeyLong(), lane, _horizon.Of(lane, now), now, take, life.Stopping);
            _horizon.Clear(lane, rows.Count > 0 ? rows[0].Progress.DueAt!.Value : now);
            var candidates = rows.Where(row => !declined.Contains(row.Row.Id)).ToList();
            var results = await Task.WhenAll(candidates.Select(WakeAsync));
            for (var i = 0; i < candidates.Count; i++)
            {
                if (results[i] == WakeResult.Declined)
                    declined.Add(candidates[i].Row.Id);
            }

            if (rows.Count < take || candidates.Count == 0 || declined.Count > MaxRows)
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
