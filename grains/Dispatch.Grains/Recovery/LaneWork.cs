namespace Dispatch.Grains.Recovery;

/// <summary>The queues that a scan of a lane still has to look through, and what each of them declined.</summary>
internal sealed class LaneWork
{
    /// <summary>The most rows in one look.</summary>
    public const int MaxRows = 100;

    // Rows that cannot be moved now stay due and first in line: they must neither be tried again in this scan nor hide those behind them.
    private readonly Dictionary<int, HashSet<long>> _declined = [];

    /// <summary>Whether there is anything left.</summary>
    public bool HasQueues => _declined.Count > 0;

    /// <summary>The queues, as they stand now.</summary>
    public IReadOnlyList<int> Queues => [.. _declined.Keys];

    /// <summary>Adds a queue; one that is there stays as it is.</summary>
    public void Add(int queue) => _declined.TryAdd(queue, []);

    /// <summary>A queue was looked through.</summary>
    public void Remove(int queue) => _declined.Remove(queue);

    /// <summary>The ids of a queue's rows that declined.</summary>
    public HashSet<long> DeclinedOf(int queue) => _declined[queue];

    /// <summary>How many rows each queue may take of the free slots.</summary>
    public int ShareOf(int freeCount) => Math.Clamp(freeCount / Math.Max(_declined.Count, 1), 1, MaxRows);
}
