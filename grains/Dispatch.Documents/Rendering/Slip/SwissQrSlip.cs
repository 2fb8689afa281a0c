using Dispatch.Documents.Drawing;
using Dispatch.Documents.Fonts;
using Dispatch.Documents.Payments;
using Dispatch.Documents.Rendering.Words;

namespace Dispatch.Documents.Rendering.Slip;

/// <summary>
/// Receipt and payment part of the Swiss QR-bill, 210 × 105 mm at the foot of the page. Figures are millimetres and points of the
/// Implementation Guidelines QR-bill and their style guide.
/// </summary>
internal sealed class SwissQrSlip(SwissQrBill bill, SlipWords words)
{
    private const double Margin = 5;
    private const double ReceiptWidth = 62;
    private const double ReceiptTextWidth = 52;
    private const double PaymentLeft = ReceiptWidth + Margin;
    private const double CodeTop = 17;
    private const double CodeSize = 46;
    private const double InformationLeft = 118;
    private const double InformationWidth = 87;
    private const double InformationHeight = 85;
    private const double AmountTop = 68;
    private const double AcceptanceTop = 82;
    private const double ReceiptTextTop = 12;

    private static readonly TextStyle s_title = new(FontWeight.Bold, 11, Ink.Black);

    public void Draw(PdfDrawing drawing, double top)
    {
        SlipMarks.DrawCutLines(drawing, top, ReceiptWidth);
        DrawReceipt(drawing, top);
        DrawPaymentPart(drawing, top);
    }

    private void DrawReceipt(PdfDrawing drawing, double top)
    {
        drawing.Text(Margin, top + Margin + SlipText.Ascent(s_title), words.Receipt, s_title);
        var text = ReceiptText(withStreets: true);
        if (text.Height > AmountTop - ReceiptTextTop)
            text = ReceiptText(withStreets: false);
        text.Draw(drawing, Margin, top + ReceiptTextTop);
        DrawAmount(drawing, Margin, top + AmountTop, 6, 8, 11, 12);
        var acceptance = new TextStyle(FontWeight.Bold, 6, Ink.Black);
        drawing.Text(Margin + ReceiptTextWidth, top + AcceptanceTop + SlipText.Ascent(acceptance), words.AcceptancePoint, acceptance, TextAlign.Right);
    }

    private void DrawPaymentPart(PdfDrawing drawing, double top)
    {
        drawing.Text(PaymentLeft, top + Margin + SlipText.Ascent(s_title), words.PaymentPart, s_title);
        using (var code = QrSymbol.ForSwissBill(bill.Payload))
            code.Draw(drawing, PaymentLeft, top + CodeTop, CodeSize);
        SlipMarks.DrawSwissCross(drawing, PaymentLeft + (CodeSize / 2), top + CodeTop + (CodeSize / 2));

        // Ten points where they fit, down to the eight that the guidelines allow.
        foreach (var size in (ReadOnlySpan<int>)[10, 9, 8])
        {
            var text = PaymentText(size);
            if (size > 8 && text.Height > InformationHeight)
                continue;
            DrawAmount(drawing, PaymentLeft, top + AmountTop, size - 2, size, size + 3, 15);
            text.Draw(drawing, InformationLeft, top + Margin);
            return;
        }
    }

    private void DrawAmount(PdfDrawing drawing, double x, double top, double headingSize, double valueSize, double leading, double column)
    {
        var heading = new TextStyle(FontWeight.Bold, headingSize, Ink.Black);
        var value = new TextStyle(FontWeight.Regular, valueSize, Ink.Black);
        var baseline = top + SlipText.Ascent(heading);
        var valueBaseline = baseline + (leading * 25.4 / 72);
        drawing.Text(x, baseline, words.Currency, heading);
        drawing.Text(x, valueBaseline, bill.Currency, value);
        drawing.Text(x + column, baseline, words.Amount, heading);
        drawing.Text(x + column, valueBaseline, SlipForms.Amount(bill.Amount), value);
    }

    private SlipText ReceiptText(bool withStreets)
    {
        var text = new SlipText(6, 8, 9, ReceiptTextWidth);
        text.Add(words.Account, [SlipForms.Account(bill.Iban), .. Lines(bill.Creditor, withStreets)]);
        if (bill.Reference.Length > 0)
            text.Add(words.Reference, [SlipForms.Reference(bill.Reference)]);
        if (bill.Debtor is { } debtor)
            text.Add(words.PayableBy, Lines(debtor, withStreets));
        else
            text.AddBox(words.PayableByBlank, 52, 20);
        return text;
    }

    private SlipText PaymentText(int valueSize)
    {
        var text = new SlipText(valueSize - 2, valueSize, valueSize + 1, InformationWidth);
        text.Add(words.Account, [SlipForms.Account(bill.Iban), .. Lines(bill.Creditor, withStreet: true)]);
        if (bill.Reference.Length > 0)
            text.Add(words.Reference, [SlipForms.Reference(bill.Reference)]);
        if (Information() is { Count: > 0 } information)
            text.Add(words.AdditionalInformation, information);
        if (bill.Debtor is { } debtor)
            text.Add(words.PayableBy, Lines(debtor, withStreet: true));
        else
            text.AddBox(words.PayableByBlank, 65, 25);
        return text;
    }

    private List<string> Information()
    {
        var isNotification = bill.Amount == 0 && !bill.Message.Contains(words.DoNotPay, StringComparison.OrdinalIgnoreCase);
        return [.. new[] { isNotification ? words.DoNotPay : "", bill.Message }.Where(line => line.Length > 0)];
    }

    private static IEnumerable<string> Lines(QrAddress address, bool withStreet)
    {
        yield return address.Name;
        if (withStreet)
            yield return $"{address.Street} {address.BuildingNumber}".Trim();
        var country = address.Country is "CH" ? "" : $"{address.Country} – ";
        yield return $"{country}{address.PostalCode} {address.City}";
    }
}
