using Dispatch.Documents.Drawing;

namespace Dispatch.Documents.Rendering.Layout;

/// <summary>The end of the table: VAT per rate at the left, the sum from lines to the amount payable at the right.</summary>
internal sealed class TotalsBlock(RenderContext context)
{
    private const double TotalsLeft = 111;
    private const double LabelWidth = 55;
    private const double TaxableRight = 66;
    private const double TaxRight = 92;
    private const double RowPitch = 5;
    private const double SummaryPitch = 4.6;

    // Dozens of allowances or rates leave no room for two columns.
    private const double MaximalHeight = 140;

    /// <summary>One block, or one per row where a page could not hold them.</summary>
    public IEnumerable<Block> Blocks()
    {
        List<Block> sums = [.. Sums(), Payable()];
        List<Block> summary = [.. Summary()];
        var (left, right) = (Block.Stack(summary), Block.Stack(sums));
        var height = Math.Max(left.Height, right.Height);
        if (height > MaximalHeight)
            return [.. sums, .. summary];

        return
        [
            Block.Space(2),
            new Block(height, (drawing, top) =>
            {
                left.Draw(drawing, top);
                right.Draw(drawing, top);
            }),
        ];
    }

    private IEnumerable<Block> Sums()
    {
        var (invoice, words, totals) = (context.Invoice, context.Words, context.Invoice.Totals);
        if (invoice.AllowanceCharges.Count > 0)
        {
            yield return Sum(words.LineTotal, totals.LineNet, Theme.Body);
            foreach (var change in invoice.AllowanceCharges)
                yield return Sum(LineDetails.Label(change, context), change.IsCharge ? change.Amount : -change.Amount, Theme.Body);
        }

        yield return Sum(words.WithoutVat, totals.WithoutVat, Theme.Body);
        yield return Sum(words.Vat, totals.Vat, Theme.Body);
        yield return Sum(words.WithVat, totals.WithVat, Theme.Strong);
        if (totals.Prepaid != 0)
            yield return Sum(words.Prepaid, -totals.Prepaid, Theme.Body);
        if (totals.Rounding != 0)
            yield return Sum(words.Rounding, totals.Rounding, Theme.Body);
    }

    private Block Sum(string label, decimal amount, TextStyle style)
    {
        var lines = TextWrap.Lines(label, style, LabelWidth);
        return new Block(lines.Count * RowPitch, (drawing, top) =>
        {
            var baseline = top + 3.4;
            foreach (var line in lines)
            {
                drawing.Text(TotalsLeft, baseline, line, style);
                baseline += RowPitch;
            }

            drawing.Text(Grid.Right, baseline - RowPitch, context.Figures.Amount(amount), style, TextAlign.Right);
        });
    }

    private Block Payable()
    {
        var (invoice, words) = (context.Invoice, context.PaymentWords);
        var label = invoice.IsCreditNote || invoice.Totals.Payable < 0 ? words.Credit : words.ToPay;
        var amount = context.Figures.Money(invoice.Currency, Math.Abs(invoice.Totals.Payable));
        return new Block(12, (drawing, top) =>
        {
            drawing.Line(TotalsLeft, top + 0.4, Grid.Right, top + 0.4, Theme.AccentLine, Theme.Accent);
            drawing.Text(TotalsLeft, top + 5.7, label, Theme.Payable);
            drawing.Text(Grid.Right, top + 5.7, amount, Theme.Payable, TextAlign.Right);
            drawing.Line(TotalsLeft, top + 8, Grid.Right, top + 8, Theme.AccentLine, Theme.Accent);
        });
    }

    private IEnumerable<Block> Summary()
    {
        var (words, figures, rows) = (context.Words, context.Figures, context.Invoice.VatBreakdown);
        yield return SummaryRow(words.Rate, words.TaxableAmount, words.Vat, Theme.ColumnHead, isHead: true);
        foreach (var row in rows)
            yield return SummaryRow(row.Rate is { } rate ? figures.Rate(rate) : "–", figures.Amount(row.TaxableAmount), figures.Amount(row.TaxAmount), Theme.Small, isHead: false);

        var reasons = rows.Select(row => row.ExemptionReason).OfType<string>().Where(reason => reason.Length > 0).Distinct();
        foreach (var line in reasons.SelectMany(reason => TextWrap.Lines(reason, Theme.Small, TaxRight - Grid.Left)))
            yield return new Block(Theme.SmallPitch, (drawing, top) => drawing.Text(Grid.Left, top + 3.4, line, Theme.Small));
        yield return Block.Space(3);
    }

    private static Block SummaryRow(string rate, string taxable, string tax, TextStyle style, bool isHead) =>
        new(isHead ? SummaryPitch + 1 : SummaryPitch, (drawing, top) =>
        {
            drawing.Text(Grid.Left, top + 3.4, rate, style);
            drawing.Text(TaxableRight, top + 3.4, taxable, style, TextAlign.Right);
            drawing.Text(TaxRight, top + 3.4, tax, style, TextAlign.Right);
            if (isHead)
                TableParts.RowRule(drawing, top + 4.9, Grid.Left, TaxRight);
        });
}
