using System.Collections.Concurrent;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Recovery;

/// <summary>
/// At most two shards scan a lane at a time: more would share the free slots into batches too small to be worth their query. A turn is one look, so that
/// all shards come forward alike. Runs and invoices of their own have turns apart: the latter do not wait for the former. The run that got nothing for
/// the longest time comes first, in whatever shard: so runs share a lane, however few slots it has.
/// </summary>
internal sealed class LaneScans
{
    private const int MaxScanCount = 2;

    private readonly ConcurrentDictionary<(string Lane, bool IsRun), SemaphoreSlim> _turns = new();
    private readonly ConcurrentDictionary<WorkQueue, long> _servedAt = new();
    private long _served;

    /// <summary>Waits for a turn. Dispose it to end it.</summary>
    public async Task<IDisposable> EnterAsync(string lane, bool isRun, CancellationToken cancellationToken)
    {
        var turns = _turns.GetOrAdd((lane, isRun), _ => new SemaphoreSlim(MaxScanCount, MaxScanCount));
        await turns.WaitAsync(cancellationToken);
        return new Turn(turns);
    }

    /// <summary>The queues of a lane in the order in which they may take its free slots.</summary>
    public IReadOnlyList<int> InOrder(string lane, IEnumerable<int> queues) =>
        [.. queues.OrderBy(number => _servedAt.GetValueOrDefault(new WorkQueue(lane, number))).ThenBy(number => number)];

    /// <summary>A queue has got slots.</summary>
    public void Served(WorkQueue queue) => _servedAt[queue] = Interlocked.Increment(ref _served);

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
