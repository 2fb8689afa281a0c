using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Dispatches.Machine;

/// <summary>The attempts whose back-off and give-up time count together: from the first one, or from the first after a person's retry.</summary>
internal static class AttemptSeries
{
    private const int MaxHistory = 20;

    /// <summary>The first attempt of the series to which the current or last attempt belongs.</summary>
    public static (int Number, DateTimeOffset StartedAt) StartOf(DispatchProgress current)
    {
        var first = FirstOf(current.History);
        return first < current.History.Count
            ? (current.History[first].Number, current.History[first].StartedAt)
            : (current.Attempt, current.StartedAt ?? current.ChangedAt);
    }

    /// <summary>A history with one more attempt. The oldest goes when it is full, but never the first of the series: nothing else says when it began.</summary>
    public static IReadOnlyList<PastAttempt> Append(IReadOnlyList<PastAttempt> history, PastAttempt past)
    {
        List<PastAttempt> attempts = [.. history, past];
        if (attempts.Count > MaxHistory)
            attempts.RemoveAt(FirstOf(attempts) == 0 ? 1 : 0);
        return attempts;
    }

    private static int FirstOf(IReadOnlyList<PastAttempt> attempts)
    {
        var first = attempts.Count;
        while (first > 0 && !attempts[first - 1].IsRetried)
            first--;
        return first;
    }
}
