namespace Dispatch.Abstractions;

/// <summary>Which print batches to list.</summary>
/// <param name="Run">Only this run's.</param>
/// <param name="Printer">Only this printer's.</param>
/// <param name="State">Only those in this state.</param>
/// <param name="After">The next page: <see cref="Page{T}.Next"/> of the one before; 0 for the first.</param>
[GenerateSerializer, Immutable, Alias("dispatch.print-batch-query.v1")]
public sealed record PrintBatchQuery(
    [property: Id(0)] string? Run = null,
    [property: Id(1)] string? Printer = null,
    [property: Id(2)] DispatchState? State = null,
    [property: Id(3)] long After = 0);
