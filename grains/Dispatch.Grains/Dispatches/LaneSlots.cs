using Dispatch.Channels;

namespace Dispatch.Grains.Dispatches;

/// <summary>How many attempts may be open at once per lane in this process.</summary>
internal sealed class LaneSlots
{
    private readonly Dictionary<string, SemaphoreSlim> _free = new(StringComparer.Ordinal);

    /// <summary>Opens the slots of every configured lane.</summary>
    public LaneSlots(ChannelDirectory channels)
    {
        foreach (var lane in channels.Lanes)
            _free.Add(lane.Name, new SemaphoreSlim(lane.SlotCount, lane.SlotCount));
    }

    /// <summary>The configured lanes.</summary>
    public IReadOnlyCollection<string> Lanes => _free.Keys;

    /// <summary>How many slots are free; 0 for a lane that is not configured.</summary>
    public int FreeCount(string lane) => _free.TryGetValue(lane, out var slots) ? slots.CurrentCount : 0;

    /// <summary>Takes a slot if one is free. Dispose the lease to give it back.</summary>
    public Lease? TryTake(ChannelLane lane)
    {
        var slots = _free[lane.Name];
        return slots.Wait(0, CancellationToken.None) ? new Lease(slots) : null;
    }

    /// <summary>Waits until at least one slot is free, without taking it.</summary>
    public async Task WaitForFreeAsync(string lane, CancellationToken cancellationToken)
    {
        if (!_free.TryGetValue(lane, out var slots))
            return;
        await slots.WaitAsync(cancellationToken);
        slots.Release();
    }

    /// <summary>A taken slot.</summary>
    internal sealed class Lease(SemaphoreSlim slots) : IDisposable
    {
        private SemaphoreSlim? _slots = slots;

        /// <summary>Gives it back, once.</summary>
        public void Dispose() => Interlocked.Exchange(ref _slots, null)?.Release();
    }
}
