using System.Collections.Concurrent;

namespace Dispatch.Grains.Recovery;

/// <summary>Wakes the recovery at once, for work that found no free slot when it was accepted, and says in which runs' queues there is new work.</summary>
internal sealed class RecoverySignal(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _pulse = new(0, 1);
    private readonly ConcurrentDictionary<int, DateTimeOffset> _queues = new();

    /// <summary>Asks for a scan; any number of calls before it make one.</summary>
    public void Pulse()
    {
        try
        {
            _pulse.Release();
        }
        catch (SemaphoreFullException)
        {
            // A scan is asked for already.
        }
    }

    /// <summary>There is new work in a queue, which the scans are told for a minute; by then they have found it among the open rows.</summary>
    public void Note(int queue)
    {
        if (queue > 0)
            _queues[queue] = clock.GetUtcNow();
    }

    /// <summary>The runs' queues with new work.</summary>
    public int[] RecentQueues()
    {
        var since = clock.GetUtcNow() - Memory;
        foreach (var old in _queues.Where(entry => entry.Value < since))
            _queues.TryRemove(old);
        return [.. _queues.Keys];
    }

    /// <summary>Waits for a pulse or until <paramref name="period"/> is over.</summary>
    public Task WaitAsync(TimeSpan period, CancellationToken cancellationToken) => _pulse.WaitAsync(period, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _pulse.Dispose();
}
