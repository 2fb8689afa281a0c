using Dispatch.Documents.Drawing;
using Dispatch.Documents.Fonts;
using Dispatch.Documents.Invoices;
using Dispatch.Documents.Payments;
using Dispatch.Documents.Rendering.Layout;
using Dispatch.Documents.Rendering.Slip;

namespace Dispatch.Documents.Rendering;

/// <summary>Draws an invoice as a PDF/A-2b on A4 pages. Holds no state: one instance serves all threads.</summary>
public sealed class InvoiceRenderer
{
    /// <summary>Finds the characters that the documents' font cannot draw. Ask before finalizing: <see cref="Render"/> throws for them.</summary>
    /// <param name="request">What would be drawn.</param>
    /// <returns>One error per business term and character; empty if all texts can be drawn.</returns>
    public IReadOnlyList<InvoiceError> Check(RenderRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return
        [
            .. from drawn in DrawnTexts.Of(request)
               from character in FontCoverage.Missing(drawn.Text ?? "")
               let error = new InvoiceError(
                   "character_not_drawable", drawn.Field, $"U+{character.Value:X4}", "The documents' font cannot draw this character.", "Write it in Latin, Greek or Cyrillic letters.")
               group error by error into same
               select same.Key,
        ];
    }

    /// <summary>Draws the invoice; the same request and payment part always give the same bytes.</summary>
    /// <param name="request">What is drawn.</param>
    /// <param name="payment">How it can be paid.</param>
    /// <exception cref="RenderingException">
    /// A text has a character that the font lacks (<see cref="Check"/> finds it beforehand), the logo cannot be
    /// drawn, or the addressee does not fit the window.
    /// </exception>
    public RenderedDocument Render(RenderRequest request, PaymentPart payment)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(payment);
        var context = new RenderContext(request, payment);
        var slip = payment is PaymentPart.SwissQr { Bill: var bill } ? new SwissQrSlip(bill, context.SlipWords) : null;
        var information = new InformationBlock(context);
        var flow = Flow(context, information, hasSlip: slip is not null);

        using var drawing = new PdfDrawing(new DocumentProperties(context.Invoice.Number, context.Invoice.Seller.Name, context.Invoice.IssueDate));
        for (var index = 0; index < flow.PageCount; index++)
        {
            var hasSlip = slip is not null && index == flow.PageCount - 1;
            drawing.BeginPage(Grid.PageWidth, Grid.PageHeight);
            PageFurniture.DrawWatermark(drawing, context);
            if (index == 0)
            {
                LetterHead.Draw(drawing, context);
                information.Draw(drawing);
            }
            else
            {
                PageFurniture.DrawRunningHead(drawing, context);
            }

            flow.Draw(index, drawing);
            PageFurniture.DrawFooter(drawing, context, index + 1, flow.PageCount, hasSlip);
            if (hasSlip)
                slip!.Draw(drawing, Grid.SlipTop);
        }

        return new RenderedDocument(drawing.Finish(), flow.PageCount);
    }

    private static PageFlow Flow(RenderContext context, InformationBlock information, bool hasSlip)
    {
        var flow = new PageFlow(Math.Max(Grid.FirstContentTop, information.Bottom + 4));
        foreach (var block in Opening.Blocks(context))
            flow.Add(block);
        new MeterTable(context).AddTo(flow);
        new LineTable(context).AddTo(flow);
        AddClosing(context, flow, hasSlip);
        return flow;
    }

    // Totals, terms and slip belong together; only terms longer than a page are divided.
    private static void AddClosing(RenderContext context, PageFlow flow, bool hasSlip)
    {
        var bottom = hasSlip ? Grid.ContentBottomAboveSlip : Grid.ContentBottom;
        List<Block> totals = [.. new TotalsBlock(context).Blocks()];
        List<Block> texts = [.. new PaymentTexts(context).Blocks()];
        if (totals.Concat(texts).Sum(block => block.Height) <= bottom - Grid.ContentTop - 10)
        {
            flow.AddTogether([.. totals, .. texts], bottom);
            flow.EndTable();
            return;
        }

        foreach (var block in totals)
            flow.Add(block);
        flow.EndTable();
        foreach (var block in texts)
            flow.Add(block);
        if (hasSlip && flow.Y > bottom)
            flow.BeginPage();
    }
}
