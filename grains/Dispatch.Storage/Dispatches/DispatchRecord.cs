namespace Dispatch.Storage.Dispatches;

/// <summary>A dispatch's whole row, with what its invoice freezes for it.</summary>
/// <param name="Row">The frozen part.</param>
/// <param name="Progress">The moving part.</param>
/// <param name="Version">Grows by one with every write.</param>
/// <param name="Invoice">The invoice's row.</param>
public sealed record DispatchRecord(DispatchRow Row, DispatchProgress Progress, long Version, InvoiceRow Invoice);
