using System.Text;
using Dispatch.Documents.Payments;
using Dispatch.Documents.Rendering;

namespace Dispatch.Tests.Documents.Rendering;

public sealed class PaymentPartTests
{
    private const double SlipTop = 192;
    private const double Tolerance = 0.3;

    private static readonly InvoiceRenderer s_renderer = new();

    private static readonly QrAddress s_schneider = new("Robert Schneider AG", "Rue du Lac", "1268/2/22", "2501", "Biel", "CH");
    private static readonly QrAddress s_rutschmann = new("Pia-Maria Rutschmann-Schnyder", "Grosse Marktgasse", "28", "9400", "Rorschach", "CH");

    [Fact]
    public void SwissQr_FrenchWithCreditorReference_MatchesReferenceDrawing()
    {
        var bill = SampleBills.WithPayload(new SwissQrBill
        {
            Iban = "CH7400700110006116002",
            Creditor = s_schneider,
            Amount = 199.95m,
            Currency = "CHF",
            Debtor = s_rutschmann,
            ReferenceType = "SCOR",
            Reference = "RF18539007547034",
            Payload = "",
        });

        AssertPlaces(GoldenSlip.Read("a4-bill-3.svg"), Render(bill, DocumentLanguage.Fr));
    }

    [Fact]
    public void SwissQr_EnglishWithQrReference_MatchesReferenceDrawing()
    {
        var bill = SampleBills.WithPayload(new SwissQrBill
        {
            Iban = "CH4431999123000889012",
            Creditor = s_schneider,
            Amount = 123949.75m,
            Currency = "CHF",
            Debtor = s_rutschmann,
            ReferenceType = "QRR",
            Reference = "210000000003139471430009017",
            Message = "Instruction of 15.09.2019",
            Payload = "",
        });

        // The drawing has bill information below the reference and alternative schemes at the foot, which this product does not print.
        var golden = GoldenSlip.Read("a4-bill-1.svg").Where(text => text.Y < 280 && (text.X < 117 || text.Y < 297 - 63));
        AssertPlaces(golden, Render(bill, DocumentLanguage.En));
    }

    [Theory]
    [InlineData(DocumentLanguage.De, "Zahlteil", "Empfangsschein", "Konto / Zahlbar an", "Zahlbar durch", "Währung", "Annahmestelle")]
    [InlineData(DocumentLanguage.Fr, "Section paiement", "Récépissé", "Compte / Payable à", "Payable par", "Monnaie", "Point de dépôt")]
    [InlineData(DocumentLanguage.It, "Sezione pagamento", "Ricevuta", "Conto / Pagabile a", "Pagabile da", "Valuta", "Punto di accettazione")]
    [InlineData(DocumentLanguage.En, "Payment part", "Receipt", "Account / Payable to", "Payable by", "Currency", "Acceptance point")]
    public void SwissQr_Language_UsesThePrescribedHeadings(DocumentLanguage language, params string[] headings)
    {
        var text = new PdfText(Render(SampleBills.QrBill, language).Pdf);

        Assert.All(headings, heading => Assert.Contains(heading, text.Pages[^1], StringComparison.Ordinal));
    }

    [Fact]
    public void SwissQr_WithDebtor_CodeIsReadWithLevelM()
    {
        var document = Render(SampleBills.QrBill, DocumentLanguage.De);

        var result = PageImage.ReadQrCode(document.Pdf, document.PageCount, 62, SlipTop + 12, 56);

        Assert.Equal(SampleBills.QrBill.Payload, result?.Text);
        Assert.Equal("M", result!.ResultMetadata[ZXing.ResultMetadataType.ERROR_CORRECTION_LEVEL].ToString());
    }

    [Fact]
    public void SwissQr_LongestPayload_CodeIsRead()
    {
        var longest = new QrAddress(Filled(70), Filled(70), Filled(16), Filled(16), Filled(35), "CH");
        var bill = SampleBills.WithPayload(SampleBills.QrBill with { Creditor = longest, Debtor = longest, Amount = 999_999_999.99m, Message = Filled(140) });
        var document = Render(bill, DocumentLanguage.De);
        var text = new PdfText(document.Pdf);

        Assert.Equal(bill.Payload, PageImage.ReadQrCode(document.Pdf, document.PageCount, 62, SlipTop + 12, 56)?.Text);
        Assert.All(text.Characters(document.PageCount - 1).Where(box => box.Top > SlipTop), box => Assert.True(box.Right < 205.1 && box.Bottom < 292.1, $"{box}"));
        Assert.Contains("999 999 999.99", text.Pages[^1], StringComparison.Ordinal);

        static string Filled(int length) => string.Concat(Enumerable.Repeat("Ättenwil ", length))[..length].TrimEnd().PadRight(length, 'x');
    }

    /// <summary>From a bill to anybody up to the most bytes allowed, and the sizes at which the symbol's centre holds an alignment pattern.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(260)]
    [InlineData(360)]
    [InlineData(361)]
    [InlineData(700)]
    [InlineData(880)]
    [InlineData(995)]
    public void SwissQr_PayloadOfAnyLength_IsReadByZbar(int bytes)
    {
        // Only the length of the payload matters here; what stands beside the code is the sample's.
        var bill = SampleBills.WithPayload(SampleBills.QrBill with { Debtor = bytes == 0 ? null : SampleBills.QrBill.Debtor, Message = bytes == 0 ? "" : SampleBills.QrBill.Message });
        bill = bill with { Payload = bill.Payload + new string('x', Math.Max(0, bytes - Encoding.UTF8.GetByteCount(bill.Payload))) };
        var document = Render(bill, DocumentLanguage.De);

        Assert.All((int[])[200, 300], resolution => Assert.Equal(bill.Payload, PageImage.ReadByZbar(document.Pdf, document.PageCount, resolution).TrimEnd('\n')));
        Assert.Equal(bill.Payload, PageImage.ReadQrCode(document.Pdf, document.PageCount, 62, SlipTop + 12, 56)?.Text);
    }

    /// <summary>Version 25, the largest allowed, has 1000 data codewords at level M; the marker of UTF-8 has no room beside 997 bytes.</summary>
    [Fact]
    public void SwissQr_MostBytesAllowed_StayInVersion25()
    {
        var payload = SampleBills.QrBill.Payload.Replace("Zoë Müller-Grüniger", "Zoe Mueller-Grueniger", StringComparison.Ordinal).Replace("ü", "ue", StringComparison.Ordinal);
        var bill = SampleBills.QrBill with { Payload = payload.PadRight(997, 'x') };
        var document = Render(bill, DocumentLanguage.De);

        var result = PageImage.ReadQrCode(document.Pdf, document.PageCount, 62, SlipTop + 12, 56);
        Assert.Equal((bill.Payload, 1000), (result?.Text, result?.RawBytes.Length));
        Assert.Equal(bill.Payload, PageImage.ReadByZbar(document.Pdf, document.PageCount, 300).TrimEnd('\n'));
    }

    [Fact]
    public void SwissQr_Code_IsFortySixMillimetresWithSwissCross()
    {
        var document = Render(SampleBills.QrBill, DocumentLanguage.De);
        using var page = PageImage.Draw(document.Pdf, document.PageCount);

        Assert.Equal(67, FirstDark(x => IsDark(x, SlipTop + 17.3), 64, 70), Tolerance);
        Assert.Equal(67 + 46, LastDark(x => IsDark(x, SlipTop + 17.3), 110, 116), Tolerance);
        Assert.Equal(SlipTop + 17, FirstDark(y => IsDark(67.3, y), SlipTop + 14, SlipTop + 20), Tolerance);
        Assert.Equal(SlipTop + 63, LastDark(y => IsDark(67.3, y), SlipTop + 60, SlipTop + 66), Tolerance);

        var (centreX, centreY) = (90.0, SlipTop + 40);
        Assert.False(IsDark(centreX, centreY));
        Assert.False(IsDark(centreX + 1.7, centreY));
        Assert.True(IsDark(centreX + 1.7, centreY + 1.7));
        Assert.False(IsDark(centreX - 3.3, centreY + 3.3));

        bool IsDark(double x, double y) => page.GetPixel((int)(x * 300 / 25.4), (int)(y * 300 / 25.4)).Green < 128;
    }

    [Fact]
    public void SwissQr_WithoutDebtor_LeavesBoxesInBothParts()
    {
        var bill = SampleBills.WithPayload(SampleBills.QrBill with { Debtor = null });
        var document = Render(bill, DocumentLanguage.De);
        var text = new PdfText(document.Pdf);

        Assert.Equal(2, text.PlacesOf("Zahlbar durch (Name/Adresse)", document.PageCount - 1).Count);
        Assert.Equal(bill.Payload, PageImage.ReadQrCode(document.Pdf, document.PageCount, 62, SlipTop + 12, 56)?.Text);
    }

    [Theory]
    [InlineData(DocumentLanguage.De, "NICHT ZUR ZAHLUNG VERWENDEN")]
    [InlineData(DocumentLanguage.Fr, "NE PAS UTILISER POUR LE PAIEMENT")]
    [InlineData(DocumentLanguage.It, "NON UTILIZZARE PER IL PAGAMENTO")]
    [InlineData(DocumentLanguage.En, "DO NOT USE FOR PAYMENT")]
    public void SwissQr_AmountZero_SaysNotForPaymentOnce(DocumentLanguage language, string notice)
    {
        var silent = SampleBills.WithPayload(SampleBills.QrBill with { Amount = 0 });
        var saying = silent with { Message = notice };

        Assert.All([silent, saying], bill =>
        {
            var document = Render(bill, language);
            Assert.Single(new PdfText(document.Pdf).PlacesOf(notice, document.PageCount - 1));
        });
    }

    [Fact]
    public void SwissQr_ShortInvoice_StandsOnItsOnlyPage()
    {
        var bill = SampleBills.ElectricityAndWater;
        var invoice = SampleBills.WithTotals(bill with
        {
            Notes = [],
            PaymentTerms = null,
            Delivery = null,
            Seller = bill.Seller with { ContactName = null, ContactEmail = null },
            Totals = bill.Totals with { Prepaid = 0 },
            Lines = [.. bill.Lines.Take(1)],
        });
        var document = s_renderer.Render(SampleBills.Request with { Invoice = invoice, MeterReadings = [] }, SampleBills.Payment);

        Assert.Equal(1, document.PageCount);
        Assert.Contains("Seite 1 von 1", new PdfText(document.Pdf).Pages[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(11)]
    [InlineData(17)]
    [InlineData(23)]
    [InlineData(29)]
    public void SwissQr_AnyNumberOfLines_KeepsItsPlaceFree(int count)
    {
        var document = s_renderer.Render(SampleBills.Request with { Invoice = SampleBills.WithMoreLines(count) }, SampleBills.Payment);

        var text = new PdfText(document.Pdf);
        Assert.DoesNotContain(text.Characters(document.PageCount - 1), box => box.Bottom > SlipTop - 3 && box.Top < SlipTop + 4);
        Assert.Single(text.PlacesOf("Zahlteil", document.PageCount - 1), place => place.Y is > SlipTop and < SlipTop + 10);
    }

    [Fact]
    public void EpcQr_Transfer_IsPrintedAndReadBack()
    {
        var transfer = SampleBills.EpcTransfer;
        var document = s_renderer.Render(SampleBills.Request, new PaymentPart.EpcQr(transfer));
        var text = new PdfText(document.Pdf);
        var label = text.PlacesOf("Zugunsten von", document.PageCount - 1)[0];

        Assert.Equal(transfer.Payload, PageImage.ReadQrCode(document.Pdf, document.PageCount, 20, label.Y - 8, 45)?.Text);
        string[] expected = ["DE89 3704 0044 0532 0130 00", "COBADEFFXXX", "Stadtwerke Überlingen GmbH", "RF18 5390 0754 7034", "EUR 412.35", "Banking-App"];
        Assert.All(expected, word => Assert.Contains(word, text.All, StringComparison.Ordinal));
    }

    private static double FirstDark(Func<double, bool> isDark, double from, double to) => Steps(from, to).First(isDark);

    private static double LastDark(Func<double, bool> isDark, double from, double to) => Steps(from, to).Last(isDark);

    private static IEnumerable<double> Steps(double from, double to) => Enumerable.Range(0, (int)((to - from) / 0.05)).Select(step => from + (step * 0.05));

    private static void AssertPlaces(IEnumerable<(string Text, double X, double Y)> golden, RenderedDocument document)
    {
        var text = new PdfText(document.Pdf);
        Assert.All(golden, expected => Assert.Contains(
            text.PlacesOf(expected.Text, document.PageCount - 1),
            place => Math.Abs(place.X - expected.X) < Tolerance && Math.Abs(place.Y - expected.Y) < Tolerance));
    }

    private static RenderedDocument Render(SwissQrBill bill, DocumentLanguage language) =>
        s_renderer.Render(SampleBills.Request with { Language = language }, new PaymentPart.SwissQr(bill));
}
