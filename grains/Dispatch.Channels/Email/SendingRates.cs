using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace Dispatch.Channels.Email;

/// <summary>
/// Token buckets by key: a relay's name or a recipient's domain. Whoever gets no token is told when to come again, each later than the one before, so
/// that a long queue is not asked over and over.
/// </summary>
/// <param name="limitOf">The messages a minute of a key; none: no limit.</param>
/// <param name="clock">The clock.</param>
internal sealed class SendingRates(Func<string, int?> limitOf, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan MinPeriod = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _lastTurns = new(StringComparer.Ordinal);
    private readonly PartitionedRateLimiter<string> _buckets = PartitionedRateLimiter.Create<string, string>(key => limitOf(key) is { } perMinute
        ? RateLimitPartition.GetTokenBucketLimiter(key, _ => BucketOf(perMinute))
        : RateLimitPartition.GetNoLimiter(""));

    /// <summary>Takes a token.</summary>
    /// <returns>None if there was one; otherwise how long to wait.</returns>
    public TimeSpan? Take(string key)
    {
        if (limitOf(key) is not { } perMinute)
            return null;

        using var lease = _buckets.AttemptAcquire(key);
        var now = clock.GetUtcNow();
        if (lease.IsAcquired)
        {
            if (_lastTurns.TryGetValue(key, out var last) && last <= now)
                _lastTurns.TryRemove(KeyValuePair.Create(key, last));
            return null;
        }

        var gap = Minute / perMinute;
        var turn = _lastTurns.AddOrUpdate(key, _ => now + gap, (_, last) => (last > now ? last : now) + gap);
        return turn - now < MaxWait ? turn - now : MaxWait;
    }

    /// <inheritdoc/>
    public void Dispose() => _buckets.Dispose();

    /// <summary>A second's worth at once, and then evenly.</summary>
    private static TokenBucketRateLimiterOptions BucketOf(int perMinute)
    {
        var tokens = Math.Max(1, (int)Math.Ceiling(MinPeriod / (Minute / perMinute)));
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = Math.Max(tokens, (perMinute + 59) / 60),
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = Minute / perMinute * tokens,
            QueueLimit = 0,
            AutoReplenishment = false,    // the partitions' own timer does it
        };
    }
}
