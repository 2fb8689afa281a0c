namespace Dispatch.Documents.Invoices;

/// <summary>An identifier and the list that it comes from.</summary>
/// <param name="Value">The identifier.</param>
/// <param name="Scheme">The scheme, for example 0088 for a global location number (ISO 6523) or EM for an e-mail address; none where the file names none.</param>
public sealed record InvoiceIdentifier(string Value, string? Scheme);
