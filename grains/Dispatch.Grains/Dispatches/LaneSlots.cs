using Dispatch.Channels;

namespace Dispatch.Grains.Dispatches;

/// <summary>
/// How many attempts may be open at once per lane in this process. Runs leave some slots of a large lane alone, so that an invoice of its own
/// finds one at once in the middle of a run.
/// </summary>
internal sealed class LaneSlots
{
    private const int ReservedPart = 8;

    private readonly Dictionary<string, Slots> _lanes = new(StringComparer.Ordinal);

    /// <summary>Opens the slots of every configured lane.</summary>
    public LaneSlots(ChannelDirectory channels)
    {
        foreach (var lane in channels.Lanes)
            _lanes.Add(lane.Name, new Slots(new SemaphoreSlim(lane.SlotCount, lane.SlotCount), new SemaphoreSlim(lane.SlotCount - (lane.SlotCount / ReservedPart))));
    }

    /// <summary>The configured lanes.</summary>
    public IReadOnlyCollection<string> Lanes => _lanes.Keys;

    /// <summary>How many slots are free for runs, or for invoices of their own; 0 for a lane that is not configured.</summary>
    public int FreeCount(string lane, bool isRun) => _lanes.TryGetValue(lane, out var slots)
        ? isRun ? Math.Min(slots.OfRuns.CurrentCount, slots.All.CurrentCount) : slots.All.CurrentCount
        : 0;

    /// <summary>Takes a slot if one is free. Dispose the lease to give it back.</summary>
    public Lease? TryTake(ChannelLane lane, bool isRun)
    {
        var (all, ofRuns) = _lanes[lane.Name];
        if (isRun && !ofRuns.Wait(0, CancellationToken.None))
            return null;
        if (all.Wait(0, CancellationToken.None))
            return new Lease(all, isRun ? ofRuns : null);
        if (isRun)
            ofRuns.Release();
        return null;
    }

    /// <summary>Waits until at least one slot is free, without taking it.</summary>
    public async Task WaitForFreeAsync(string lane, bool isRun, CancellationToken cancellationToken)
    {
        if (!_lanes.TryGetValue(lane, out var slots))
            return;
        if (isRun)
            await PassAsync(slots.OfRuns, cancellationToken);
        await PassAsync(slots.All, cancellationToken);
    }

    private static async Task PassAsync(SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        slots.Release();
    }

    /// <summary>A taken slot.</summary>
    internal sealed class Lease(SemaphoreSlim all, SemaphoreSlim? ofRuns) : IDisposable
    {
        private SemaphoreSlim? _all = all;

        /// <summary>Gives it back, once.</summary>
        public void Dispose()
        {
            if (Interlocked.Exchange(ref _all, null) is not { } taken)
                return;
            taken.Release();
            ofRuns?.Release();
        }
    }

    private sealed record Slots(SemaphoreSlim All, SemaphoreSlim OfRuns);
}
