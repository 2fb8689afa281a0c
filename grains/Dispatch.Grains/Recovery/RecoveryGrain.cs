using Dispatch.Abstractions;
using Dispatch.Grains.Controls;
using Dispatch.Grains.Dispatches;
using Dispatch.Storage.Dispatches;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Recovery;

/// <summary>
/// The main road of a run: scans on until it reads fewer rows than it asked for, waiting for free slots in between. The runs of a lane share its slots;
/// invoices of their own do not wait for them.
/// </summary>
internal sealed class RecoveryGrain(
    IDispatchStore store, ChannelDirectory channels, LaneSlots slots, LaneScans scans, ControlBoard board, EngineLife life, TimeProvider clock, ILogger<RecoveryGrain> logger) : Grain, IRecoveryGrain
{
    private readonly Dictionary<(string Lane, bool IsRun), LaneWork> _scanning = [];
    private readonly DueHorizon _horizon = new();
    private IReadOnlyList<WorkQueue> _open = [];
    private bool _isAway;

    private int Shard => (int)this.GetPrimaryKeyLong();

    /// <inheritdoc/>
    public Task PokeAsync() => PokeQueuesAsync([]);

    /// <inheritdoc/>
    public async Task PokeQueuesAsync(int[] queues)
    {
        if (life.Stopping.IsCancellationRequested)
            return;

        // Each lane is scanned by itself: one that waits for a slot must not keep the others waiting.
        foreach (var queue in await ListDueAsync(queues))
        {
            var lane = (queue.Lane, IsRun: queue.Number > 0);
            if (_scanning.TryGetValue(lane, out var running))
            {
                running.Add(queue.Number);
                continue;
            }

            var work = new LaneWork();
            work.Add(queue.Number);
            _scanning.Add(lane, work);
            ScanAsync(queue.Lane, lane.IsRun, work).Ignore();
        }
    }

    /// <summary>None while the database is away: whoever poked cannot do better.</summary>
    private async Task<IReadOnlyList<WorkQueue>> ListDueAsync(int[] queues)
    {
        try
        {
            var now = clock.GetUtcNow();
            if (_horizon.IsOver(now))
            {
                _open = await store.ListOpenQueuesAsync(Shard, life.Stopping);
                _horizon.Restart(now);
            }

            IEnumerable<int> numbers = [0, .. queues, .. board.Controls.ActiveRuns.Select(run => run.Number)];
            var candidates = _open
                .Union(slots.Lanes.SelectMany(lane => numbers.Select(number => new WorkQueue(lane, number))))
                .Where(queue => !board.IsPaused(queue) && channels.Takes(queue.Lane))
                .ToDictionary(queue => queue, _horizon.Of);
            var due = await store.ListDueQueuesAsync(Shard, now, candidates, life.Stopping);
            foreach (var idle in candidates.Keys.Except(due))
                _horizon.Clear(idle, now);
            _isAway = false;
            return due;
        }
        catch (StorageException e)
        {
            if (!_isAway)
                logger.ScanFailed(Shard, e.GetType().Name);    // once for each time that the database goes away, not at each poke
            _isAway = true;
            return [];
        }
    }

    private async Task ScanAsync(string lane, bool isRun, LaneWork work)
    {
        try
        {
            while (work.HasQueues && !life.Stopping.IsCancellationRequested)
            {
                using var turn = await scans.EnterAsync(lane, isRun, life.Stopping);
                await slots.WaitForFreeAsync(lane, isRun, life.Stopping);
                await ScanOnceAsync(lane, isRun, work);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: what is due stays due.
        }
        catch (Exception e)
        {
            logger.ScanFailed(Shard, e.GetType().Name);
        }
        finally
        {
            _scanning.Remove((lane, isRun));
        }
    }

    private async Task ScanOnceAsync(string lane, bool isRun, LaneWork work)
    {
        // What waits for a lane that is not configured any more is held, which needs no slot.
        var hasSlots = slots.Has(lane);
        var share = work.ShareOf(hasSlots ? slots.FreeCount(lane, isRun) : LaneWork.MaxRows);
        foreach (var number in scans.InOrder(lane, work.Queues))
        {
            var queue = new WorkQueue(lane, number);
            if (board.IsPaused(queue) || !channels.Takes(lane))
            {
                work.Remove(number);
                continue;
            }

            if (hasSlots && slots.FreeCount(lane, isRun) == 0)
                return; // whoever got nothing now comes first when there are slots again

            var declined = work.DeclinedOf(number);
            var take = share + declined.Count;
            var now = clock.GetUtcNow();
            var rows = await store.ListDueAsync(Shard, queue, _horizon.Of(queue), now, take, life.Stopping);
            _horizon.Clear(queue, rows.Count > 0 ? rows[0].Progress.DueAt!.Value : now);
            var candidates = rows.Where(row => !declined.Contains(row.Row.Id)).ToList();
            var results = await Task.WhenAll(candidates.Select(WakeAsync));
            for (var i = 0; i < candidates.Count; i++)
            {
                if (results[i] == WakeResult.Declined)
                    declined.Add(candidates[i].Row.Id);
            }

            if (results.Contains(WakeResult.Moved))
                scans.Served(queue);

            if (rows.Count < take || candidates.Count == 0 || declined.Count > LaneWork.MaxRows)
                work.Remove(number);
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
