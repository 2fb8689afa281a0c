namespace Dispatch.Documents.Invoices;

/// <summary>Who represents the seller towards the tax office (BG-11).</summary>
/// <param name="Name">BT-62.</param>
/// <param name="VatId">BT-63.</param>
/// <param name="Address">BG-12.</param>
public sealed record TaxRepresentative(string Name, string VatId, PostalAddress Address);
