using Dispatch.Abstractions;

namespace Dispatch.Cli.Runs;

/// <summary>How far a run is. Written by the work, read by whoever shows it.</summary>
/// <param name="inputCount">How many files there are.</param>
internal sealed class RunTracker(int inputCount)
{
    private int _checkedCount;
    private int _finalizedCount;
    private int _repeatedCount;
    private int _refusedCount;
    private volatile IReadOnlyList<StateCount> _counts = [];
    private volatile string? _run;

    public int InputCount { get; } = inputCount;

    public int CheckedCount => Volatile.Read(ref _checkedCount);

    public int FinalizedCount => Volatile.Read(ref _finalizedCount);

    public int RepeatedCount => Volatile.Read(ref _repeatedCount);

    public int RefusedCount => Volatile.Read(ref _refusedCount);

    /// <summary>The run's dispatches by kind and state.</summary>
    public IReadOnlyList<StateCount> Counts
    {
        get => _counts;
        set => _counts = value;
    }

    /// <summary>The run's id, once it is known.</summary>
    public string? Run
    {
        get => _run;
        set => _run = value;
    }

    public void Checked() => Interlocked.Increment(ref _checkedCount);

    public void Finalized() => Interlocked.Increment(ref _finalizedCount);

    public void Repeated() => Interlocked.Increment(ref _repeatedCount);

    public void Refused(int count = 1) => Interlocked.Add(ref _refusedCount, count);
}
