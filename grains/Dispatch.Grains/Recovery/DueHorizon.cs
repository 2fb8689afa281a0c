using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Recovery;

/// <summary>
/// Up to when a shard's work queues are known to have no due rows, so that a scan need not walk through what was done long ago. Rows that are written
/// later with a due time in the past, by a slow write or a clock that is behind, lie within the margin or are found when the horizon is forgotten.
/// </summary>
internal sealed class DueHorizon
{
    /// <summary>How long the horizon is trusted.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    /// <summary>How far behind it rows are still looked for.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    private readonly Dictionary<WorkQueue, DateTimeOffset> _queues = [];
    private DateTimeOffset _endsAt;

    /// <summary>Whether it is to be forgotten.</summary>
    public bool IsOver(DateTimeOffset now) => now >= _endsAt;

    /// <summary>Forgets it: all is looked through from the beginning.</summary>
    public void Restart(DateTimeOffset now)
    {
        _queues.Clear();
        _endsAt = now + Lifetime;
    }

    /// <summary>From when on a queue is to be looked through.</summary>
    public DateTimeOffset Of(WorkQueue queue) => _queues.GetValueOrDefault(queue, DateTimeOffset.UnixEpoch);

    /// <summary>A queue was looked through: no row is due before <paramref name="first"/>.</summary>
    public void Clear(WorkQueue queue, DateTimeOffset first) => _queues[queue] = first - Margin;
}
