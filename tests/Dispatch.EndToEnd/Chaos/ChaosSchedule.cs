namespace Dispatch.EndToEnd.Chaos;

/// <summary>Draws what goes wrong, and when: each kind once, in any order, often two at a time.</summary>
internal static class ChaosSchedule
{
    private static readonly TimeSpan _firstAt = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestGap = TimeSpan.FromSeconds(6);

    /// <summary>The faults in the order in which they begin; the same for the same random numbers.</summary>
    public static IReadOnlyList<ChaosFault> Draw(Random random, int siloCount)
    {
        var kinds = Enum.GetValues<ChaosFaultKind>();
        random.Shuffle(kinds);
        var at = _firstAt;
        var faults = new List<ChaosFault>();
        foreach (var kind in kinds)
        {
            faults.Add(new ChaosFault(at, kind, random.Next(siloCount), DurationOf(kind, random)));
            at += _longestGap * random.NextDouble();
        }

        return faults;
    }

    private static TimeSpan DurationOf(ChaosFaultKind kind, Random random)
    {
        var (shortest, longest) = kind switch
        {
            ChaosFaultKind.SiloKilled => (0.5, 6.0),
            ChaosFaultKind.SiloPaused => (7.0, 12.0),    // the failure detector takes about five
            ChaosFaultKind.DatabaseStopped => (0.5, 6.0),
            _ => (1.0, 6.0),
        };
        return TimeSpan.FromSeconds(shortest + (longest - shortest) * random.NextDouble());
    }
}
