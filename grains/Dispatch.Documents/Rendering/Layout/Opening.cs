using Dispatch.Documents.Drawing;
using Dispatch.Documents.Payments;

namespace Dispatch.Documents.Rendering.Layout;

/// <summary>What stands between the address and the tables: title, the amount at a glance, the biller's notes.</summary>
internal static class Opening
{
    private const double PanelHeight = 13;

    public static IEnumerable<Block> Blocks(RenderContext context)
    {
        yield return Title(context);
        yield return Panel(context);
        yield return Block.Space(4);
        foreach (var note in context.Invoice.Notes)
        {
            foreach (var line in TextWrap.Lines(note, Theme.Body, Grid.Width))
                yield return Line(line, Theme.Body, Theme.BodyPitch);
            yield return Block.Space(1.5);
        }

        if (context.Invoice.Notes.Count > 0)
            yield return Block.Space(2.5);
    }

    private static Block Line(string text, TextStyle style, double pitch) =>
        new(pitch, (drawing, top) => drawing.Text(Grid.Left, top + 3.2, text, style));

    private static Block Title(RenderContext context)
    {
        var title = context.Words.Title(context.Invoice) + " ";
        var numberLeft = Grid.Left + Theme.Title.WidthOf(title);
        var numberLines = TextWrap.Lines(context.Invoice.Number, Theme.TitleNumber, Grid.Right - numberLeft);
        return new Block(4 + (numberLines.Count * 7), (drawing, top) =>
        {
            drawing.Text(Grid.Left, top + 6, title, Theme.Title);
            for (var index = 0; index < numberLines.Count; index++)
                drawing.Text(numberLeft, top + 6 + (index * 7), numberLines[index], Theme.TitleNumber);
        });
    }

    private static Block Panel(RenderContext context)
    {
        var amount = context.Figures.Money(context.Invoice.Currency, Math.Abs(context.Invoice.Totals.Payable));
        var text = PanelText(context);
        return new Block(PanelHeight, (drawing, top) =>
        {
            if (!context.Request.IsPreview)    // the tint would hide the watermark
                drawing.Rectangle(Grid.Left, top, Grid.Width, PanelHeight, Theme.Tint);
            drawing.Rectangle(Grid.Left, top, 1.2, PanelHeight, Theme.Accent);
            drawing.Text(Grid.Left + 5.5, top + 7.9, text, Theme.PanelText);
            drawing.Text(Grid.Right - 4, top + 8.6, amount, Theme.PanelAmount, TextAlign.Right);
        });
    }

    private static string PanelText(RenderContext context)
    {
        var (invoice, words) = (context.Invoice, context.PaymentWords);
        var date = invoice.DueDate is { } due ? context.Figures.Date(due) : null;
        return context.Payment switch
        {
            _ when invoice.IsCreditNote || invoice.Totals.Payable < 0 => words.Credit,
            _ when invoice.Totals.Payable == 0 => words.NothingDue,
            PaymentPart.Notice { Kind: PaymentNotice.DirectDebit } => date is null ? words.Debited : words.DebitedOn(date),
            PaymentPart.Notice { Kind: PaymentNotice.NothingToPay } => words.NothingDue,
            _ => date is null ? words.ToPay : words.ToPayBy(date),
        };
    }
}
