using Dispatch.Documents.Invoices;
using Dispatch.Documents.Payments;
using Dispatch.Documents.Rendering.Words;

namespace Dispatch.Documents.Rendering.Layout;

/// <summary>What all parts of a page need: the request and the words and figures of its language.</summary>
internal sealed class RenderContext(RenderRequest request, PaymentPart payment)
{
    public RenderRequest Request { get; } = request;

    public PaymentPart Payment { get; } = payment;

    public Invoice Invoice => Request.Invoice;

    public InvoiceWords Words { get; } = new(request.Language);

    public PaymentWords PaymentWords { get; } = new(request.Language);

    public SlipWords SlipWords { get; } = new(request.Language);

    public Figures Figures { get; } = new(request.Language);

    public string Unit(string code, decimal quantity) => Units.Name(code, quantity, Request.Language);
}
