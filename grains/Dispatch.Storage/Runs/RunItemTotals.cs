namespace Dispatch.Storage.Runs;

/// <summary>A run's inputs in numbers.</summary>
/// <param name="ByState">How many stand in each state; states without any may be missing.</param>
/// <param name="DispatchCount">The sum of <see cref="RunItem.DispatchCount"/>.</param>
/// <param name="HasLetters">Whether one that is valid or finalized has a letter.</param>
public sealed record RunItemTotals(IReadOnlyDictionary<RunItemState, int> ByState, long DispatchCount, bool HasLetters);
