using Dispatch.Abstractions;
using Dispatch.Documents.Invoices;
using Dispatch.Documents.Payments;

namespace Dispatch.Grains.Finalization;

/// <summary>An invoice that can be finalized: everything decided, nothing written yet.</summary>
/// <param name="Input">What was sent.</param>
/// <param name="Invoice">What it says.</param>
/// <param name="Subscription">Whose it is.</param>
/// <param name="Biller">Who issues it.</param>
/// <param name="Plan">What will be dispatched.</param>
/// <param name="Payment">The payment part; none with a ready PDF.</param>
/// <param name="ReadyPdf">The PDF that travels instead of ours.</param>
/// <param name="Attachments">Further files for e-mails.</param>
/// <param name="Findings">What is odd.</param>
internal sealed record PreparedInvoice(
    InvoiceInput Input,
    Invoice Invoice,
    Subscription Subscription,
    Biller Biller,
    DispatchPlan Plan,
    PaymentPart? Payment,
    ReadyDocument? ReadyPdf,
    IReadOnlyList<InvoiceAttachment> Attachments,
    IReadOnlyList<Finding> Findings);
