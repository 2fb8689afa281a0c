namespace Dispatch.Storage.Dispatches;

/// <summary>What an accepting write found.</summary>
/// <param name="IsNew">Whether the rows were inserted now.</param>
/// <param name="Invoice">The rows as they stand in the database.</param>
public sealed record AcceptResult(bool IsNew, InvoiceRecord Invoice);
