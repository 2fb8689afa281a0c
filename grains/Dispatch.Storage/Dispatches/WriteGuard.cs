namespace Dispatch.Storage.Dispatches;

/// <summary>The compare of a compare-and-swap.</summary>
public abstract record WriteGuard
{
    private WriteGuard() { }

    /// <summary>The row still has this version: intents and commands.</summary>
    public sealed record OfVersion(long Version) : WriteGuard;

    /// <summary>
    /// The row is sending with this attempt's token, and nothing else was requested meanwhile than the writer knows: outcomes.
    /// Independent of the version, so that a known outcome is written whatever happened around it.
    /// </summary>
    public sealed record OfAttempt(Guid Token, DispatchRequest KnownRequest) : WriteGuard;
}
