namespace Dispatch.EndToEnd.Crash;

/// <summary>What a scenario came to. Nothing was lost, or it would have failed.</summary>
/// <param name="DispatchCount">Dispatches that arrived.</param>
/// <param name="DuplicateCount">Those that arrived more than once, all of them marked.</param>
/// <param name="MarkedCount">Those marked as possible duplicates, arrived twice or not.</param>
internal sealed record CrashFigures(int DispatchCount, int DuplicateCount, int MarkedCount);
