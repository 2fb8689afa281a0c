using Dispatch.Abstractions;

namespace Dispatch.Storage.Printing;

/// <summary>Which print batches to list.</summary>
/// <param name="RunId">Only this run's.</param>
/// <param name="Lane">Only this printer's lane.</param>
/// <param name="State">Only those in this state.</param>
/// <param name="AfterNumber">Only greater numbers: the next page.</param>
/// <param name="Take">At most this many, 1 to 1000.</param>
public sealed record PrintBatchFilter(string? RunId = null, string? Lane = null, DispatchState? State = null, long AfterNumber = 0, int Take = 200);
