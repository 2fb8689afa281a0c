using System.Collections.Concurrent;

namespace Dispatch.Grains.Recovery;

/// <summary>
/// At most two shards scan a lane at a time: more would share the free slots into batches too small to be worth their query. A turn is one look, so that
/// all shards, and with them all runs, come forward alike. Runs and invoices of their own have turns apart: the latter do not wait for the former.
/// </summary>
internal sealed class LaneScans
{
    private const int MaxScanCount = 2;

    private readonly ConcurrentDictionary<(string Lane, bool IsRun), SemaphoreSlim> _turns = new();

    /// <summary>Waits for a turn. Dispose it to end it.</summary>
    public async Task<IDisposable> EnterAsync(string lane, bool isRun, CancellationToken cancellationToken)
    {
        var turns = _turns.GetOrAdd((lane, isRun), _ => new SemaphoreSlim(MaxScanCount, MaxScanCount));
        await turns.WaitAsync(cancellationToken);
        return new Turn(turns);
    }

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
