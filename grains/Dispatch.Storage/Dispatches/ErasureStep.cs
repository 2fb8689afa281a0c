namespace Dispatch.Storage.Dispatches;

/// <summary>One step through the invoices in the order of their ids.</summary>
/// <param name="ErasedCount">From how many invoices something was removed.</param>
/// <param name="LastId">Where the next step goes on.</param>
/// <param name="IsLast">Whether no older invoice follows.</param>
public sealed record ErasureStep(int ErasedCount, long LastId, bool IsLast);
