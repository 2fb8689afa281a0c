using Dispatch.Abstractions;

namespace Dispatch.Storage.Runs;

/// <summary>How many dispatches of a run and lane stand in a state for a reason.</summary>
/// <param name="Kind">Their kind.</param>
/// <param name="Lane">Their lane.</param>
/// <param name="State">Their state.</param>
/// <param name="Reason">Their reason.</param>
/// <param name="Count">How many.</param>
/// <param name="OldestAt">When the one that was accepted first was accepted.</param>
public sealed record RunDispatchCount(DispatchKind Kind, string Lane, DispatchState State, ReasonCode? Reason, long Count, DateTimeOffset OldestAt);
