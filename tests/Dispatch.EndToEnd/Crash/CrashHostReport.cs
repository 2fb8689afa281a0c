namespace Dispatch.EndToEnd.Crash;

/// <summary>What a life of the engine's process left behind.</summary>
/// <param name="ExitCode">137 after SIGKILL, 0 when everything is settled.</param>
/// <param name="Lines">What it said on standard output.</param>
/// <param name="Errors">What it said on standard error.</param>
internal sealed record CrashHostReport(int ExitCode, IReadOnlyList<string> Lines, string Errors)
{
    /// <summary>The invoices whose finalization was answered.</summary>
    public IEnumerable<string> Answered => Lines.Where(line => line.StartsWith("answered ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]);

    /// <summary>Where each dispatch ended: id, state, whether it is marked as a possible duplicate, attempts.</summary>
    public IReadOnlyList<(string Id, string State, bool IsMarked, int AttemptCount)> Dispatches =>
    [
        .. Lines
            .Where(line => line.StartsWith("dispatch ", StringComparison.Ordinal))
            .Select(line => line.Split(' '))
            .Select(word => (word[1], word[2], bool.Parse(word[3]), int.Parse(word[4], System.Globalization.CultureInfo.InvariantCulture)))
    ];
}
