namespace Dispatch.Channels.Files;

/// <summary>
/// Runs blocking file work of one destination off the caller's scheduler. Flushing blocks its thread: more than a few at once
/// starve the pool and gain nothing. Each destination has its own, so that a disk that hangs holds up no other.
/// </summary>
internal sealed class DiskWork
{
    private const int MaxCount = 8;

    private readonly TaskFactory _factory = new(new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, MaxCount).ConcurrentScheduler);

    /// <summary>Runs <paramref name="work"/> when one of a few places is free; <paramref name="cancellationToken"/> ends only the wait.</summary>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) => _factory.StartNew(work, cancellationToken);
}
