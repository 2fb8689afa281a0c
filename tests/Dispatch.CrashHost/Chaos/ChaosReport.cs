namespace Dispatch.CrashHost.Chaos;

/// <summary>The lines that the client of the chaos suite prints besides those of <see cref="CrashReport"/>: a word, then what it is about.</summary>
public static class ChaosReport
{
    /// <summary>Every invoice was answered accepted or repeated. The client then waits for a line before it goes on to settle.</summary>
    public const string Finalized = "finalized";

    /// <summary>How long the slowest call took until it was answered, all repetitions together; followed by a time span.</summary>
    public const string Slowest = "slowest";

    /// <summary>The engine's own count of dispatches by kind, destination and state; followed by its JSON.</summary>
    public const string Counts = "counts";
}
