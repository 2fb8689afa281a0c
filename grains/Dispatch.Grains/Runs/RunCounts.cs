using Dispatch.Storage.Runs;

namespace Dispatch.Grains.Runs;

/// <summary>What was counted of a run, one after the other.</summary>
/// <param name="Items">Its inputs, counted first.</param>
/// <param name="InvoiceCount">Invoices that name it.</param>
/// <param name="Dispatches">Their dispatches, counted last.</param>
internal sealed record RunCounts(RunItemTotals Items, long InvoiceCount, IReadOnlyList<RunDispatchCount> Dispatches);
