using Dispatch.Documents.Drawing;
using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.Rendering.Layout;

/// <summary>The invoice lines, with the amount carried from page to page.</summary>
internal sealed class LineTable(RenderContext context)
{
    private const double QuantityRight = 119;
    private const double UnitLeft = 120.3;
    private const double UnitWidth = 15;
    private const double PriceRight = 151;
    private const double VatRight = 166;
    private const double DescriptionWidth = 76;
    private const double Padding = 1.2;

    // A row higher than this may be divided between pages.
    private const double WholeRowHeight = 70;

    private decimal _total;

    public void AddTo(PageFlow flow)
    {
        var rows = context.Invoice.Lines.Select(line => (line.NetAmount, Strips: Strips(line))).ToList();
        var head = Head();
        flow.Keep(8 + head.Height + Math.Min(rows.Count > 0 ? Height(rows[0].Strips) : 0, WholeRowHeight));
        flow.Add(TableParts.Heading(context.Words.Lines));
        flow.BeginTable(new TableFrame(head, () => Carried(_total)));
        foreach (var (amount, strips) in rows)
        {
            var height = Height(strips);
            flow.Keep(height <= WholeRowHeight ? height : strips[0].Height);
            flow.Add(strips[0]);
            _total += amount;
            foreach (var strip in strips.Skip(1))
                flow.Add(strip);
        }

        flow.EndRows();
    }

    private static double Height(IReadOnlyList<Block> strips) => strips.Sum(strip => strip.Height);

    private Block Head() => TableParts.Head(
    [
        (Grid.Left, context.Words.Description, TextAlign.Left),
        (QuantityRight, context.Words.Quantity, TextAlign.Right),
        (PriceRight, context.Words.Price, TextAlign.Right),
        (VatRight, context.Words.Vat, TextAlign.Right),
        (Grid.Right, context.Words.Amount(context.Invoice.Currency), TextAlign.Right),
    ]);

    private Block Carried(decimal total) => new(7, (drawing, top) =>
    {
        drawing.Text(Grid.Left, top + 4, context.Words.Carried, Theme.Strong);
        drawing.Text(Grid.Right, top + 4, context.Figures.Amount(total), Theme.Strong, TextAlign.Right);
        TableParts.RowRule(drawing, top + 5.8);
    });

    private List<Block> Strips(InvoiceLine line)
    {
        var names = TextWrap.Lines(line.ItemName, Theme.Body, DescriptionWidth);
        var strips = new List<Block> { FirstStrip(line, names[0]) };
        foreach (var name in names.Skip(1))
            strips.Add(Strip(name, Theme.Body, Theme.BodyPitch));
        foreach (var detail in LineDetails.Of(line, context).SelectMany(text => TextWrap.Lines(text, Theme.Small, DescriptionWidth)))
            strips.Add(Strip(detail, Theme.Small, Theme.SmallPitch));
        strips[^1] = WithRule(strips[^1]);
        return strips;
    }

    private Block FirstStrip(InvoiceLine line, string name)
    {
        var figures = context.Figures;
        var unit = TextWrap.Lines(context.Unit(line.Unit, line.Quantity), Theme.Body, UnitWidth)[0];
        return new Block(Padding + Theme.BodyPitch, (drawing, top) =>
        {
            var baseline = top + Padding + 3;
            drawing.Text(Grid.Left, baseline, name, Theme.Body);
            drawing.Text(QuantityRight, baseline, figures.Quantity(line.Quantity), Theme.Body, TextAlign.Right);
            drawing.Text(UnitLeft, baseline, unit, Theme.Body);
            drawing.Text(PriceRight, baseline, figures.Price(line.NetPrice), Theme.Body, TextAlign.Right);
            drawing.Text(VatRight, baseline, line.VatRate is { } rate ? figures.Rate(rate) : "–", Theme.Body, TextAlign.Right);
            drawing.Text(Grid.Right, baseline, figures.Amount(line.NetAmount), Theme.Body, TextAlign.Right);
        });
    }

    private static Block Strip(string text, TextStyle style, double pitch) =>
        new(pitch, (drawing, top) => drawing.Text(Grid.Left, top + 2.7, text, style));

    private static Block WithRule(Block strip) => new(strip.Height + Padding, (drawing, top) =>
    {
        strip.Draw(drawing, top);
        TableParts.RowRule(drawing, top + strip.Height + Padding - 0.2);
    });
}
