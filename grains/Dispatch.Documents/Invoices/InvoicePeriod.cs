namespace Dispatch.Documents.Invoices;

/// <summary>The time for which goods or services are charged (BG-14, BG-26). Either end may be missing.</summary>
/// <param name="Start">BT-73 or BT-134.</param>
/// <param name="End">BT-74 or BT-135.</param>
public sealed record InvoicePeriod(DateOnly? Start, DateOnly? End);
