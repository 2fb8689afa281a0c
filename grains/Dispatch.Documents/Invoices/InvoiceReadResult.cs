namespace Dispatch.Documents.Invoices;

/// <summary>What reading and checking a file gave: an invoice with findings, or errors.</summary>
/// <param name="Invoice">The invoice; none if there are errors that prevented reading it.</param>
/// <param name="Errors">Why it is refused; empty if it is accepted.</param>
/// <param name="Findings">What is odd but accepted.</param>
public sealed record InvoiceReadResult(Invoice? Invoice, IReadOnlyList<InvoiceError> Errors, IReadOnlyList<InvoiceFinding> Findings)
{
    /// <summary>Whether the invoice can be finalized as far as its content goes.</summary>
    public bool IsAccepted => Invoice is not null && Errors.Count == 0;
}
