namespace Dispatch.EndToEnd.Crash;

/// <summary>What a scenario, or many, came to.</summary>
internal sealed record CrashFigures(int Kills, int Dispatches, int Marked, int Duplicates)
{
    /// <summary>Nothing yet.</summary>
    public static CrashFigures None { get; } = new(0, 0, 0, 0);

    /// <summary>Both together.</summary>
    public static CrashFigures operator +(CrashFigures left, CrashFigures right) =>
        new(left.Kills + right.Kills, left.Dispatches + right.Dispatches, left.Marked + right.Marked, left.Duplicates + right.Duplicates);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Kills} kills, {Dispatches} dispatches, lost 0, sent twice {Duplicates} (all marked), marked as possible duplicate {Marked}";
}
