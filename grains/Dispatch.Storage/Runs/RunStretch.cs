namespace Dispatch.Storage.Runs;

/// <summary>How much of a large run is changed at a time.</summary>
internal static class RunStretch
{
    /// <summary>So many positions: under a second on either database, so that no statement is cut off and other writes get their turn.</summary>
    public const int Length = 50_000;
}
