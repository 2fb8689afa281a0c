using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.Payments;

/// <summary>Collects what is wrong or odd while a payment part is planned.</summary>
internal sealed class PaymentProblems
{
    private readonly List<InvoiceError> _errors = [];
    private readonly List<InvoiceFinding> _findings = [];

    public IReadOnlyList<InvoiceError> Errors => _errors;

    public IReadOnlyList<InvoiceFinding> Findings => _findings;

    public void Refuse(string code, string field, string? value, string message, string mend) => _errors.Add(new InvoiceError(code, field, ShownValue.Of(value), message, mend));

    public void Find(string code, string field, string? value, string message) => _findings.Add(new InvoiceFinding(code, field, ShownValue.Of(value), message));
}
