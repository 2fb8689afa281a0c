namespace Dispatch.Storage.Dispatches;

/// <summary>What one accepting write inserts.</summary>
/// <param name="Row">The invoice; its id and name are decided by the write.</param>
/// <param name="Dispatches">At least one; their ids are decided by the write.</param>
public sealed record NewInvoice(InvoiceRow Row, IReadOnlyList<NewDispatch> Dispatches);
