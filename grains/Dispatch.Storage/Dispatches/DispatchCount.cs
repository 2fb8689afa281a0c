using Dispatch.Abstractions;

namespace Dispatch.Storage.Dispatches;

/// <summary>How many dispatches of a lane stand in a state.</summary>
/// <param name="Kind">Their kind.</param>
/// <param name="Lane">Their lane.</param>
/// <param name="State">Their state.</param>
/// <param name="Count">How many.</param>
/// <param name="OldestAt">When the one that was accepted first was accepted.</param>
public sealed record DispatchCount(DispatchKind Kind, string Lane, DispatchState State, long Count, DateTimeOffset OldestAt);
