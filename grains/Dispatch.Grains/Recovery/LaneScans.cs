using System.Collections.Concurrent;

namespace Dispatch.Grains.Recovery;

/// <summary>At most two shards scan a lane at a time: more would share the free slots into batches too small to be worth their query.</summary>
internal sealed class LaneScans
{
    private const int MaxScanCount = 2;

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>Waits for a turn. Dispose it to end it.</summary>
    public async Task<IDisposable> EnterAsync(string lane, CancellationToken cancellationToken)
    {
        var turns = _turns.GetOrAdd(lane, _ => new SemaphoreSlim(MaxScanCount, MaxScanCount));
        await turns.WaitAsync(cancellationToken);
        return new Turn(turns);
    }

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
