using System.Globalization;
using Dispatch.Documents.Invoices;
using Dispatch.Documents.Payments;
using Dispatch.Documents.Rendering;

namespace Dispatch.Tests.Documents.Rendering;

public sealed class InvoiceRendererTests
{
    private static readonly InvoiceRenderer s_renderer = new();

    [Fact]
    public void Render_ElectricityAndWater_ShowsLinesReadingsAndTotals()
    {
        var text = Text(SampleBills.Request);

        Assert.All(SampleBills.ElectricityAndWater.Lines, line => Assert.Contains(line.ItemName, text.All, StringComparison.Ordinal));
        string[] expected =
        [
            "Rechnung 2027-004711", "Zu zahlen bis 07.02.2027", "CHF 284.65", "01.10.2026 – 31.12.2026", "CHE-123.456.788 MWST", "V-88 2107", "K-10 4432",
            "EL-3309412 HT", "48'211.2", "49'023.6", "812.4 kWh", "31 m³", "3 Monate", "0.14315", "8.1 %", "Wasserhärte: 24 °fH",
            "Seebach Natur, Mo–Sa 7–20 Uhr", "Gesetzliche Abgabe", "Wohnung 3. OG links", "434.14", "30.52", "464.66", "−180.00", "−0.01", "Zahlbar innert 30 Tagen",
        ];
        Assert.All(expected, word => Assert.Contains(word, text.All, StringComparison.Ordinal));
        Assert.Equal("2027-004711", text.Title);
    }

    [Fact]
    public void Render_SeveralVatRates_ListsEachWithBaseAndTax()
    {
        var text = Text(SampleBills.Request);

        Assert.All(SampleBills.ElectricityAndWater.VatBreakdown, row => Assert.Contains(
            FormattableString.Invariant($"{row.Rate:0.0} % {row.TaxableAmount:0.00} {row.TaxAmount:0.00}"), text.All, StringComparison.Ordinal));
    }

    [Fact]
    public void Render_ManyLines_CarriesTheSumFromPageToPage()
    {
        var invoice = SampleBills.WithMoreLines(90);
        var text = Text(SampleBills.Request with { Invoice = invoice });

        Assert.True(text.Pages.Count >= 4);
        for (var page = 0; page < text.Pages.Count - 1; page++)
        {
            var carried = After(text.Pages[page], text.Pages[page].LastIndexOf("Übertrag", StringComparison.Ordinal));
            var brought = After(text.Pages[page + 1], text.Pages[page + 1].IndexOf("Übertrag", StringComparison.Ordinal));
            var printed = invoice.Lines.TakeWhile(line => text.Pages.Take(page + 1).Any(shown => shown.Contains(line.ItemName, StringComparison.Ordinal))).Sum(line => line.NetAmount);
            Assert.Equal(printed, carried);
            Assert.Equal(carried, brought);
        }

        static decimal After(string page, int at) =>
            decimal.Parse(page[(at + "Übertrag ".Length)..].Split(' ')[0].Replace("'", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Render_HundredsOfLines_RepeatsHeadAndNumbersEveryPage()
    {
        var document = s_renderer.Render(SampleBills.Request with { Invoice = SampleBills.WithMoreLines(500) }, SampleBills.Payment);
        var text = new PdfText(document.Pdf);

        Assert.Equal(document.PageCount, text.Pages.Count);
        for (var page = 0; page < document.PageCount; page++)
            Assert.Contains($"Seite {page + 1} von {document.PageCount}", text.Pages[page], StringComparison.Ordinal);
        Assert.All(text.Pages.SkipLast(1), page => Assert.Contains("Beschreibung Menge Preis MWST Betrag CHF", page, StringComparison.Ordinal));
        Assert.All(text.Pages.Skip(1), page => Assert.Contains("Rechnung 2027-004711 vom 08.01.2027", page, StringComparison.Ordinal));
        Assert.Contains("Messstelle 500 Allgemeinstrom", text.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DocumentLanguage.De, "Zu zahlen bis 07.02.2027", "1'446.40", "Seite 1 von", "Total inkl. MWST")]
    [InlineData(DocumentLanguage.Fr, "À payer jusqu’au 07.02.2027", "1 446.40", "Page 1 sur", "Total TVA incluse")]
    [InlineData(DocumentLanguage.It, "Da pagare entro il 07.02.2027", "1'446.40", "Pagina 1 di", "Totale IVA inclusa")]
    [InlineData(DocumentLanguage.En, "Amount due by 7 Feb 2027", "1,446.40", "Page 1 of", "Total including VAT")]
    public void Render_Language_UsesItsWordsNumbersAndDates(DocumentLanguage language, params string[] expected)
    {
        var text = Text(SampleBills.Request with { Language = language, Invoice = SampleBills.WithMoreLines(60) });

        Assert.All(expected, word => Assert.Contains(word, text.All, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(PaymentNotice.CreditNote, "zahlen Ihnen den Betrag aus")]
    [InlineData(PaymentNotice.DirectDebit, "von Ihrem Konto eingezogen")]
    [InlineData(PaymentNotice.NothingToPay, "Es ist nichts zu zahlen")]
    [InlineData(PaymentNotice.OtherMeans, "auf dem vereinbarten Weg")]
    public void Render_Notice_SaysItInsteadOfASlip(PaymentNotice notice, string expected)
    {
        var text = Text(SampleBills.Request, new PaymentPart.Notice(notice));

        Assert.Contains(expected, text.All, StringComparison.Ordinal);
        Assert.DoesNotContain("Empfangsschein", text.All, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_CreditNote_IsTitledSoAndOwesTheBuyer()
    {
        var invoice = SampleBills.ElectricityAndWater with { IsCreditNote = true, TypeCode = "381", PrecedingInvoices = [new PrecedingInvoice("2026-1", new DateOnly(2026, 9, 30))] };
        var text = Text(SampleBills.Request with { Invoice = invoice }, new PaymentPart.Notice(PaymentNotice.CreditNote));

        Assert.Contains("Gutschrift 2027-004711", text.All, StringComparison.Ordinal);
        Assert.Contains("Ihr Guthaben", text.All, StringComparison.Ordinal);
        Assert.Contains("2026-1 (30.09.2026)", text.All, StringComparison.Ordinal);
        Assert.DoesNotContain("Zu zahlen", text.All, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_AccountAsText_GroupsTheIbanAndNamesThePayee()
    {
        var text = Text(
            SampleBills.Request with { Invoice = SampleBills.ElectricityAndWater with { Currency = "USD", PayeeName = "Inkasso Meilen AG" } },
            new PaymentPart.Account("GB29NWBK60161331926819", "RE 4711"));

        Assert.All(["GB29 NWBK 6016 1331 9268 19", "Inkasso Meilen AG", "RE 4711", "USD 284.65"], word => Assert.Contains(word, text.All, StringComparison.Ordinal));
    }

    [Fact]
    public void Render_AllowancesAndCharges_StandBetweenLinesAndTotal()
    {
        var invoice = SampleBills.WithTotals(SampleBills.ElectricityAndWater with
        {
            AllowanceCharges =
            [
                new AllowanceCharge { IsCharge = false, Amount = 12.5m, Percent = 5, BaseAmount = 250, Reason = "Treuebonus", VatRate = 8.1m },
                new AllowanceCharge { IsCharge = true, Amount = 20, VatRate = 8.1m },
            ],
        });
        var text = Text(SampleBills.Request with { Invoice = invoice });

        Assert.Contains("Total Leistungen 434.14 Treuebonus 5 % auf 250.00 −12.50 Zuschlag 20.00 Total ohne MWST 441.64", text.All, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_HundredAllowances_GoesOnOverPages()
    {
        var invoice = SampleBills.WithTotals(SampleBills.ElectricityAndWater with
        {
            AllowanceCharges = [.. Enumerable.Range(1, 100).Select(number => new AllowanceCharge { IsCharge = true, Amount = 1, Reason = $"Gebühr {number:000}", VatRate = 8.1m })],
        });
        var text = Text(SampleBills.Request with { Invoice = invoice });

        Assert.Contains("Gebühr 001", text.All, StringComparison.Ordinal);
        Assert.Contains("Gebühr 100", text.All, StringComparison.Ordinal);
        AssertInsideMargins(text);
    }

    [Fact]
    public void Render_BuyerIsNotAddressee_NamesBuyerWithAddress()
    {
        var buyer = SampleBills.ElectricityAndWater.Buyer with { Name = "Erbengemeinschaft Grüniger" };

        var apart = Text(SampleBills.Request with { Invoice = SampleBills.ElectricityAndWater with { Buyer = buyer } });
        var same = Text(SampleBills.Request);

        Assert.Contains("Kunde Erbengemeinschaft Grüniger Seestrasse 12", apart.All, StringComparison.Ordinal);
        Assert.DoesNotContain("Kunde ", same.All, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_EndlessWordsAndLongNotes_StayInsideTheMargins()
    {
        var endless = new string('W', 300);
        var invoice = SampleBills.WithTotals(SampleBills.ElectricityAndWater with
        {
            Number = new string('9', 64),
            Notes = [endless, string.Join(' ', Enumerable.Repeat("Donaudampfschifffahrt", 900))],
            PaymentTerms = string.Join(' ', Enumerable.Repeat("unverzüglich", 1200)),
            ContractReference = endless,
            Delivery = new Delivery(endless, null, null),
            Lines = [SampleBills.Line("1", endless, 1, "XUNKNOWN", 1, 8.1m) with { Note = string.Join(' ', Enumerable.Repeat("Hinweis", 2000)) }],
        });
        var text = Text(SampleBills.Request with { Invoice = invoice, Appearance = SampleBills.Appearance with { Logo = null, SenderName = endless[..60] } });

        AssertInsideMargins(text);
        Assert.Equal(2000, text.All.Split(' ').Count(word => word == "Hinweis"));
        Assert.Equal(900, text.All.Split(' ').Count(word => word == "Donaudampfschifffahrt"));
    }

    [Theory]
    [InlineData(EnvelopeWindow.Left, 20, 105)]
    [InlineData(EnvelopeWindow.Right, 112, 202)]
    public void Render_Window_HoldsOnlyTheAddressWithFiveMillimetresFree(EnvelopeWindow window, double left, double right)
    {
        string[] addressee = ["Stockwerkeigentümergemeinschaft Seestrasse 10 bis 18", "c/o Verwaltung & Partner Treuhand AG", "Frau Zoë Müller-Grüniger", "Postfach 12", "Seestrasse 12", "8700 Küsnacht ZH"];
        var text = Text(SampleBills.Request with { Addressee = addressee, Appearance = SampleBills.Appearance with { Window = window } });

        var inWindow = text.Characters(0).Where(box => box.Right > left && box.Left < right && box.Bottom > 45 && box.Top < 90).ToList();
        Assert.All(inWindow, box => Assert.True(box.Left >= left + 4.9 && box.Right <= right - 4.9 && box.Top >= 49.9 && box.Bottom <= 85.1, $"{box}"));
        var shown = string.Concat(inWindow.Select(box => box.Value));
        Assert.EndsWith(string.Concat(addressee).Replace(" ", "", StringComparison.Ordinal), shown, StringComparison.Ordinal);
        Assert.StartsWith("StadtwerkeSeebachAG·Werkstrasse7·8702Zollikon", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_SevenAddressLines_Throws()
    {
        var exception = Assert.Throws<RenderingException>(() => Text(SampleBills.Request with { Addressee = ["1", "2", "3", "4", "5", "6", "7"] }));

        Assert.Contains("7 lines", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Preview_MarksEveryPage()
    {
        var text = Text(SampleBills.Request with { IsPreview = true, Invoice = SampleBills.WithMoreLines(60) });

        Assert.All(text.Pages, page => Assert.Contains("ENTWURF–NICHTDEFINITIV", page.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void Render_OtherAlphabets_AreReadBack()
    {
        string[] addressee = ["Ђорђе Милошевић", "Γιώργος Παπαδόπουλος", "Nguyễn Thị Hạnh", "Łukasz Šťastný-Żółć", "1200 Genève"];
        var text = Text(SampleBills.Request with { Addressee = addressee });

        Assert.All(addressee, line => Assert.Contains(line, text.All, StringComparison.Ordinal));
    }

    [Fact]
    public void Render_CharacterWithoutGlyph_ThrowsNamingItsCodePoint()
    {
        var exception = Assert.Throws<RenderingException>(() => Text(SampleBills.Request with { Addressee = ["王小明", "8700 Küsnacht"] }));

        Assert.Contains("U+738B", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_CharactersWithoutGlyph_NamesTermAndCodePointOnce()
    {
        var line = SampleBills.Line("1", "王 Tee 王", 1, "C62", 1, 8.1m);
        var request = SampleBills.Request with { Addressee = ["小明"], Invoice = SampleBills.ElectricityAndWater with { Lines = [line, line] } };

        var errors = s_renderer.Check(request);

        Assert.Equal([("BT-153", "U+738B"), ("", "U+5C0F"), ("", "U+660E")], errors.Select(error => (error.Field, error.Value)));
        Assert.Empty(s_renderer.Check(SampleBills.Request));
    }

    private static void AssertInsideMargins(PdfText text)
    {
        for (var page = 0; page < text.Pages.Count; page++)
        {
            var isLast = page == text.Pages.Count - 1;
            Assert.All(
                text.Characters(page).Where(box => !isLast || box.Top < 190),
                box => Assert.True(box is { Left: > 24.5, Right: < 190.6, Top: > 10, Bottom: < 287.5 }, $"Page {page + 1}: {box}"));
        }
    }

    private static PdfText Text(RenderRequest request, PaymentPart? payment = null) => new(s_renderer.Render(request, payment ?? SampleBills.Payment).Pdf);
}
