namespace Dispatch.Documents.Invoices;

/// <summary>An earlier invoice that this one refers to (BG-3).</summary>
/// <param name="Number">BT-25.</param>
/// <param name="IssueDate">BT-26.</param>
public sealed record PrecedingInvoice(string Number, DateOnly? IssueDate);
