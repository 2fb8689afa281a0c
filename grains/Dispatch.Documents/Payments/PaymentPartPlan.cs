using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.Payments;

/// <summary>What an invoice's payment part will be, or why the invoice must be refused.</summary>
/// <param name="Part">None if there are errors.</param>
/// <param name="Errors">Each names the term concerned, for example BT-83, BT-84 or one of an address.</param>
/// <param name="Findings">What is odd but does not stop it.</param>
public sealed record PaymentPartPlan(PaymentPart? Part, IReadOnlyList<InvoiceError> Errors, IReadOnlyList<InvoiceFinding> Findings);
