namespace Dispatch.Storage.Dispatches;

/// <summary>An invoice's row and those of its dispatches, in the order of definition and copy as accepted.</summary>
public sealed record InvoiceRecord(InvoiceRow Row, IReadOnlyList<DispatchRecord> Dispatches);
