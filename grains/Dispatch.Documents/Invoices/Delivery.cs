namespace Dispatch.Documents.Invoices;

/// <summary>Where and when it was delivered (BG-13).</summary>
/// <param name="Name">BT-70.</param>
/// <param name="Date">BT-72.</param>
/// <param name="Address">BG-15, for a utility the supplied object.</param>
public sealed record Delivery(string? Name, DateOnly? Date, PostalAddress? Address)
{
    /// <summary>BT-71.</summary>
    public InvoiceIdentifier? LocationId { get; init; }
}
