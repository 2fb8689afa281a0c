using System.Collections.Concurrent;
using Dispatch.Channels;

namespace Dispatch.Grains.Dispatches;

/// <summary>
/// How many attempts may be open at once per lane in this process. Runs leave some slots of a large lane alone, so that an invoice of its own
/// finds one at once in the middle of a run.
/// </summary>
internal sealed class LaneSlots(ChannelDirectory channels)
{
    private const int ReservedPart = 8;

    private readonly ConcurrentDictionary<string, Slots> _lanes = new(StringComparer.Ordinal);

    /// <summary>The configured lanes.</summary>
    public IEnumerable<string> Lanes => channels.Lanes.Select(lane => lane.Name);

    /// <summary>Whether a lane is configured.</summary>
    public bool Has(string lane) => _lanes.ContainsKey(lane);

    /// <summary>How many slots are free for runs, or for invoices of their own; 0 for a lane that is not configured.</summary>
    public int FreeCount(string lane, bool isRun) => Find(lane)?.FreeCount(isRun) ?? 0;

    /// <summary>Takes a slot if one is free. Dispose the lease to give it back.</summary>
    public Lease? TryTake(ChannelLane lane, bool isRun) => SlotsOf(lane) is var slots && slots.TryTake(isRun) ? new Lease(slots, isRun) : null;

    /// <summary>Waits until at least one slot is free, without taking it.</summary>
    public Task WaitForFreeAsync(string lane, bool isRun, CancellationToken cancellationToken) =>
        Find(lane)?.WaitForFreeAsync(isRun, cancellationToken) ?? Task.CompletedTask;

    private Slots? Find(string lane) => channels.FindLane(lane) is { } found ? SlotsOf(found) : null;

    private Slots SlotsOf(ChannelLane lane) =>
        _lanes.GetOrAdd(lane.Name, static (_, lane) => new Slots(lane.SlotCount, lane.SlotCount - (lane.SlotCount / ReservedPart)), lane);

    /// <summary>A taken slot.</summary>
    internal sealed class Lease(Slots slots, bool isRun) : IDisposable
    {
        private Slots? _slots = slots;

        /// <summary>Gives it back, once.</summary>
        public void Dispose() => Interlocked.Exchange(ref _slots, null)?.Release(isRun);
    }

    /// <summary>
    /// The slots of one lane. Not semaphores: who only waits would have to take a slot for a moment, and others would find none then.
    /// </summary>
    internal sealed class Slots(int all, int ofRuns)
    {
        private readonly Lock _lock = new();
        private int _free = all;
        private int _freeOfRuns = ofRuns;
        private TaskCompletionSource? _released;

        public int FreeCount(bool isRun)
        {
            lock (_lock)
                return isRun ? Math.Min(_free, _freeOfRuns) : _free;
        }

        public bool TryTake(bool isRun)
        {
            lock (_lock)
            {
                if (_free == 0 || (isRun && _freeOfRuns == 0))
                    return false;
                _free--;
                _freeOfRuns -= isRun ? 1 : 0;
                return true;
            }
        }

        public void Release(bool isRun)
        {
            TaskCompletionSource? released;
            lock (_lock)
            {
                _free++;
                _freeOfRuns += isRun ? 1 : 0;
                (released, _released) = (_released, null);
            }

            released?.SetResult();
        }

        public async Task WaitForFreeAsync(bool isRun, CancellationToken cancellationToken)
        {
            while (true)
            {
                Task released;
                lock (_lock)
                {
                    if (_free > 0 && (!isRun || _freeOfRuns > 0))
                        return;
                    released = (_released ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
                }

                await released.WaitAsync(cancellationToken);
            }
        }
    }
}
