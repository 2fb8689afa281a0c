using Dispatch.Channels;

namespace Dispatch.Grains.Dispatches.Machine;

/// <summary>What decides besides state and event: the lane's rules and the dispatch's frozen facts.</summary>
/// <param name="Retry">When a deferred dispatch is tried again.</param>
/// <param name="OnUnknown">What happens with an outcome that stays unknown.</param>
/// <param name="SendBudget">The longest that an attempt can take.</param>
/// <param name="HasFallback">Whether the definition names a fallback.</param>
/// <param name="Jitter">A random number from 0 up to 1, drawn by the caller so that the decision is pure.</param>
internal sealed record DispatchPolicy(
    RetrySchedule Retry,
    UnknownRule OnUnknown,
    TimeSpan SendBudget,
    bool HasFallback,
    double Jitter)
{
    private static readonly TimeSpan MaxMargin = TimeSpan.FromMinutes(1);

    /// <summary>How long after its beginning an intent without an outcome is given up for unknown: the budget and a margin.</summary>
    public TimeSpan IntentLifetime => SendBudget + (SendBudget < MaxMargin ? SendBudget : MaxMargin);

    /// <summary>The wait before the next attempt after <paramref name="attempt"/> attempts of a series, with ±20 % of jitter.</summary>
    public TimeSpan DelayAfter(int attempt)
    {
        var doublings = Math.Min(attempt - 1, 30);
        var delay = Math.Min(Retry.FirstDelay.TotalMilliseconds * Math.Pow(2, doublings), Retry.MaxDelay.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(delay * (0.8 + (0.4 * Jitter)));
    }
}
