using Dispatch.Documents.Drawing;

namespace Dispatch.Documents.Rendering.Layout;

/// <summary>What every page carries besides its content: watermark, running head, footer.</summary>
internal static class PageFurniture
{
    private const double HeadBaseline = 19;

    /// <summary>Lies under everything else, above the place of the slip, so that no figure and no code is disturbed.</summary>
    public static void DrawWatermark(PdfDrawing drawing, RenderContext context)
    {
        if (context.Request.IsPreview)
            drawing.TurnedText(Grid.PageWidth / 2, 132, 38, context.Words.Preview, Theme.Watermark);
    }

    /// <summary>Names the invoice again on every page but the first.</summary>
    public static void DrawRunningHead(PdfDrawing drawing, RenderContext context)
    {
        var (invoice, words) = (context.Invoice, context.Words);
        var document = words.DatedOn($"{words.Title(invoice)} {invoice.Number}", context.Figures.Date(invoice.IssueDate));
        var documentWidth = Math.Min(Theme.Small.WidthOf(document), 110);
        var sender = TextWrap.Lines(context.Request.Appearance.SenderName, Theme.ColumnHead, Grid.Width - documentWidth - 5)[0];
        drawing.Text(Grid.Left, HeadBaseline, sender, Theme.ColumnHead);
        drawing.Text(Grid.Right, HeadBaseline, TextWrap.Lines(document, Theme.Small, 110)[0], Theme.Small, TextAlign.Right);
        TableParts.RowRule(drawing, HeadBaseline + 2.5);
    }

    public static void DrawFooter(PdfDrawing drawing, RenderContext context, int number, int count, bool isAboveSlip)
    {
        var baseline = isAboveSlip ? Grid.FooterBaselineAboveSlip : Grid.FooterBaseline;
        drawing.Text(Grid.Right, baseline, context.Words.Page(number, count), Theme.Small, TextAlign.Right);
        var seller = context.Invoice.Seller;
        string?[] facts = [seller.Name, seller.LegalId == seller.VatId ? null : seller.LegalId, seller.LegalInformation];
        var imprint = string.Join(" · ", facts.Where(fact => !string.IsNullOrWhiteSpace(fact)));
        drawing.Text(Grid.Left, baseline, TextWrap.Lines(imprint, Theme.Small, Grid.Width - 30)[0].TrimEnd(' ', '·'), Theme.Small);
    }
}
