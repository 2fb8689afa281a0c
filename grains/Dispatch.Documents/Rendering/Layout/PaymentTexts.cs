using Dispatch.Documents.Drawing;
using Dispatch.Documents.Payments;
using Dispatch.Documents.Rendering.Slip;

namespace Dispatch.Documents.Rendering.Layout;

/// <summary>What is said about paying above the slip, or instead of one.</summary>
internal sealed class PaymentTexts(RenderContext context)
{
    private const double ValueLeft = Grid.Left + 32;
    private const double CodeSize = 34;
    private const double CodeTextLeft = Grid.Left + CodeSize + 7;

    public IEnumerable<Block> Blocks()
    {
        if (!string.IsNullOrWhiteSpace(context.Invoice.PaymentTerms))
        {
            foreach (var block in UnderHeading(context.Words.PaymentTerms, Paragraph(context.Invoice.PaymentTerms)))
                yield return block;
            yield return Block.Space(2);
        }

        List<Block> payment = context.Payment switch
        {
            PaymentPart.Notice notice => Paragraph(context.PaymentWords.Notice(notice.Kind)),
            PaymentPart.Account account => Rows(AccountRows(account), Grid.Left, ValueLeft),
            PaymentPart.EpcQr epc => [EpcCode(epc.Transfer)],
            _ => [],
        };
        foreach (var block in payment.Count > 0 ? UnderHeading(context.PaymentWords.Payment, payment) : [])
            yield return block;
    }

    // A heading never stands alone at the foot of a page.
    private static IEnumerable<Block> UnderHeading(string heading, List<Block> blocks) =>
        [Block.Stack([TableParts.Heading(heading), blocks[0]]), .. blocks.Skip(1)];

    private static List<Block> Paragraph(string text) =>
    [
        .. TextWrap.Lines(text, Theme.Body, Grid.Width)
            .Select(line => new Block(Theme.BodyPitch, (drawing, top) => drawing.Text(Grid.Left, top + 3, line, Theme.Body))),
    ];

    private static List<Block> Rows(IEnumerable<(string Label, string Value)> rows, double left, double valueLeft)
    {
        var blocks = new List<Block>();
        foreach (var (label, value) in rows)
        {
            var lines = TextWrap.Lines(value, Theme.Body, Grid.Right - valueLeft);
            for (var index = 0; index < lines.Count; index++)
            {
                var (shownLabel, line) = (index == 0 ? label : "", lines[index]);
                blocks.Add(new Block(Theme.BodyPitch + 0.4, (drawing, top) =>
                {
                    drawing.Text(left, top + 3, shownLabel, Theme.Small);
                    drawing.Text(valueLeft, top + 3, line, Theme.Body);
                }));
            }
        }

        return blocks;
    }

    private IEnumerable<(string Label, string Value)> AccountRows(PaymentPart.Account account)
    {
        var (invoice, words) = (context.Invoice, context.PaymentWords);
        yield return (words.Account, SlipForms.Account(account.Number));
        yield return (words.Payee, invoice.PayeeName ?? invoice.Seller.Name);
        if (!string.IsNullOrWhiteSpace(account.Reference))
            yield return (words.Reference, account.Reference);
        yield return (words.Amount, context.Figures.Money(invoice.Currency, invoice.Totals.Payable));
    }

    private IEnumerable<(string Label, string Value)> TransferRows(EpcCreditTransfer transfer)
    {
        var words = context.PaymentWords;
        yield return (words.Payee, transfer.BeneficiaryName);
        yield return ("IBAN", SlipForms.Account(transfer.Iban));
        if (!string.IsNullOrEmpty(transfer.Bic))
            yield return ("BIC", transfer.Bic);
        if (transfer.Remittance.Length > 0)
            yield return (words.Reference, SlipForms.Reference(transfer.Remittance));
        yield return (words.Amount, context.Figures.Money("EUR", transfer.Amount));
    }

    private Block EpcCode(EpcCreditTransfer transfer)
    {
        var rows = Rows(TransferRows(transfer), CodeTextLeft, CodeTextLeft + 26);
        var caption = TextWrap.Lines(context.PaymentWords.ScanEpc, Theme.Small, Grid.Right - CodeTextLeft);
        var height = Math.Max(CodeSize, rows.Sum(row => row.Height) + (caption.Count * Theme.SmallPitch) + 3) + 2;
        return new Block(height, (drawing, top) =>
        {
            using var code = QrSymbol.ForEpc(transfer.Payload);
            drawing.Rectangle(Grid.Left - 2, top - 1, CodeSize + 4, CodeSize + 4, Ink.White);
            code.Draw(drawing, Grid.Left, top + 1, CodeSize);
            var y = top;
            foreach (var row in rows)
            {
                row.Draw(drawing, y);
                y += row.Height;
            }

            foreach (var line in caption)
            {
                y += Theme.SmallPitch;
                drawing.Text(CodeTextLeft, y + 1.5, line, Theme.Small);
            }
        });
    }
}
