namespace Dispatch.EndToEnd.Crash;

/// <summary>How a run of the crash host ended.</summary>
/// <param name="ExitCode">Its exit code; 137 after SIGKILL.</param>
/// <param name="Lines">What it said before, whole lines only.</param>
/// <param name="Errors">What it wrote to standard error.</param>
internal sealed record CrashEnding(int ExitCode, IReadOnlyList<string> Lines, string Errors)
{
    /// <summary>Whether it was killed.</summary>
    public bool IsKilled => ExitCode == 128 + 9;
}
