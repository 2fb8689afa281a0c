using System.Text;
using Dispatch.Documents.Invoices;
using Dispatch.Documents.Ubl;

namespace Dispatch.Tests.Documents.Ubl;

public sealed class UblInvoiceReaderTests
{
    [Fact]
    public void Read_SwissInvoice_GivesItsTerms()
    {
        var invoice = InvoiceXml.Accepted(InvoiceXml.Valid);

        Assert.Equal("2026/0815", invoice.Number);
        Assert.Equal(new DateOnly(2026, 5, 3), invoice.DueDate);
        Assert.Equal("CHE-123.456.788 MWST", invoice.Seller.VatId);
        Assert.Equal("Zoé Müller", invoice.Buyer.Name);
        Assert.Equal([8.1m, 2.6m], invoice.VatBreakdown.Select(row => row.Rate));
        Assert.Equal(-0.02m, invoice.Totals.Rounding);
        Assert.Equal(["Energie Hochtarif", "Netznutzung", "Wasser"], invoice.Lines.Select(line => line.ItemName));
        Assert.Equal("CH1003601234500000000000000012345", invoice.Lines[0].InvoicedObject);
    }

    [Fact]
    public void Read_Utf16WithMark_IsAccepted()
    {
        var xml = InvoiceXml.Valid.Replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"", StringComparison.Ordinal);
        byte[] bytes = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(xml)];

        Assert.True(UblInvoiceReader.Read(bytes, new InvoiceReadOptions()).IsAccepted);
    }

    [Fact]
    public void Read_Utf8WithMark_IsAccepted()
    {
        byte[] bytes = [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(InvoiceXml.Valid)];

        Assert.True(UblInvoiceReader.Read(bytes, new InvoiceReadOptions()).IsAccepted);
    }

    [Theory]
    [InlineData("R/2026\\7 a")]
    [InlineData("...")]
    [InlineData("Ä-é-中")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234")]
    public void Read_PrintableNumber_IsTakenAsItStands(string number) =>
        Assert.Equal(number, InvoiceXml.Accepted(InvoiceXml.With(("2026/0815", number))).Number);

    [Theory]
    [InlineData(".", "number_reserved")]
    [InlineData("..", "number_reserved")]
    [InlineData(" 12", "number_spaces")]
    [InlineData("12 ", "number_spaces")]
    [InlineData("1\n2", "control_character")]
    [InlineData("1&#9;2", "control_character")]
    [InlineData("1&#x202E;2", "control_character")]
    [InlineData("1\u00A02", "control_character")]
    [InlineData("  ", "BR-02")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345", "number_too_long")]
    public void Read_UnusableNumber_IsRefused(string number, string code)
    {
        var error = OnlyError(InvoiceXml.With(("2026/0815", number)));

        Assert.Equal((code, "BT-1"), (error.Code, error.Field));
    }

    [Theory]
    [InlineData("Zoé Müller", "Zoé&#13;&#10;Bcc: x@example.com", "BT-44")]
    [InlineData("Zoé Müller", "Zoé\nMüller", "BT-44")]
    [InlineData("Seeweg 3", "Seeweg&#x85;3", "BT-50")]
    [InlineData("kunden@example.ch", "kunden@example.ch&#10;Bcc: x@example.com", "BT-43")]
    [InlineData("Musterwil<", "Muster&#x2028;wil<", "BT-37")]
    public void Read_ControlCharacterInName_IsRefusedAndEscaped(string piece, string replacement, string field)
    {
        var error = OnlyError(InvoiceXml.With((piece, replacement)));

        Assert.Equal(("control_character", field), (error.Code, error.Field));
        Assert.DoesNotContain(error.Value, character => char.IsControl(character) || character == '\u2028');
        Assert.NotNull(error.Line);
    }

    /// <summary>Also where a text may have several lines: what would not be drawn is not accepted.</summary>
    [Theory]
    [InlineData("\u0085")]
    [InlineData("\u0080")]
    [InlineData("\u009F")]
    [InlineData("\u007F")]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    public void Read_UndrawnCharacterInAText_IsRefusedWithFieldAndMend(string character)
    {
        var itemName = ("Energie Hochtarif", $"Energie{character}Hochtarif");
        var note = ("<cbc:DocumentCurrencyCode>", $"<cbc:Note>Ihre{character}Abrechnung</cbc:Note><cbc:DocumentCurrencyCode>");

        Assert.All([(Change: itemName, Field: "BT-153"), (Change: note, Field: "BT-22")], expected =>
        {
            var error = OnlyError(InvoiceXml.With(expected.Change));

            Assert.Equal(("control_character", expected.Field), (error.Code, error.Field));
            Assert.Contains($"\\u{(int)character[0]:X4}", error.Value, StringComparison.Ordinal);
            Assert.Contains("U+000A", error.Mend, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("&#0;")]
    [InlineData("\0")]
    [InlineData("&#x1B;")]
    public void Read_CharacterThatXmlForbids_IsNotWellFormed(string character) =>
        Assert.Equal("xml_not_well_formed", OnlyError(InvoiceXml.With(("Zoé Müller", "Zoé" + character))).Code);

    [Theory]
    [InlineData("1e3")]
    [InlineData("1'000")]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("0x10")]
    [InlineData("--1")]
    [InlineData("1.00000000000000000000000000000000001")]
    [InlineData("99999999999999999999999999999999999")]
    [InlineData("٣")]
    public void Read_InexactNumber_IsRefused(string number)
    {
        var error = OnlyError(InvoiceXml.With((">2060<", $">{number}<")));

        Assert.Equal(("number_invalid", "BT-129"), (error.Code, error.Field));
    }

    [Theory]
    [InlineData("03.04.2026")]
    [InlineData("2026-02-30")]
    [InlineData("2026-04-03Z")]
    public void Read_BadDate_IsRefused(string date)
    {
        var error = OnlyError(InvoiceXml.With(("<cbc:IssueDate>2026-04-03", "<cbc:IssueDate>" + date)));

        Assert.Equal(("date_invalid", "BT-2", date), (error.Code, error.Field, error.Value));
    }

    [Theory]
    [InlineData("<cbc:DueDate>2026-05-03</cbc:DueDate>", "BT-9")]
    [InlineData("<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>", "BT-3")]
    [InlineData("<cbc:PriceAmount currencyID=\"CHF\">30.05</cbc:PriceAmount>", "BT-146")]
    public void Read_ElementTwice_IsRefused(string element, string field)
    {
        var error = OnlyError(InvoiceXml.With((element, element + element)));

        Assert.Equal(("duplicate_element", field), (error.Code, error.Field));
    }

    [Fact]
    public void Read_SeveralFaults_TellsAll()
    {
        var xml = InvoiceXml.With(("2026/0815", ".."), ("<cbc:IssueDate>2026-04-03</cbc:IssueDate>", ""), ("Zoé Müller", ""), (">2060<", ">many<"));

        var result = InvoiceXml.Read(xml);

        Assert.Null(result.Invoice);
        Assert.Equal(["BT-1", "BT-129", "BT-2", "BT-44"], result.Errors.Select(error => error.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_CurrencyOfOneAmount_MustBeTheInvoices()
    {
        var error = OnlyError(InvoiceXml.With(("<cbc:PayableAmount currencyID=\"CHF\">", "<cbc:PayableAmount currencyID=\"EUR\">")));

        Assert.Equal(("currency_mismatch", "BT-115", "EUR"), (error.Code, error.Field, error.Value));
    }

    [Fact]
    public void Read_CreditNoteCodeInInvoice_IsRefused() =>
        Assert.Equal("BR-CL-01", OnlyError(InvoiceXml.With((">380<", ">381<"))).Code);

    [Fact]
    public void Read_ManyFaults_TellsAHundred()
    {
        var broken = string.Concat(Enumerable.Repeat("<cac:InvoiceLine/>\n", 1000));

        Assert.Equal(100, InvoiceXml.Read(InvoiceXml.With((InvoiceXml.Line1, InvoiceXml.Line1 + broken))).Errors.Count);
    }

    [Fact]
    public void Of_LineWithTwoReadings_GivesTheReading()
    {
        var reading = Assert.Single(MeterReadings.Of(InvoiceXml.Accepted(InvoiceXml.Valid)));

        Assert.Equal(new MeterReading("1", "M-77", 10300, 12360, 1, "KWH", new InvoicePeriod(new(2026, 1, 1), new(2026, 3, 31))), reading);
    }

    [Fact]
    public void Of_LineWithoutMeterNumber_TakesTheInvoicedObject()
    {
        var xml = InvoiceXml.With(("MeterNumber", "color"), ("<cbc:Value>12360</cbc:Value>", "<cbc:Value>10403</cbc:Value></cac:AdditionalItemProperty><cac:AdditionalItemProperty><cbc:Name>METERFACTOR</cbc:Name><cbc:Value>20</cbc:Value>"));

        var reading = Assert.Single(MeterReadings.Of(InvoiceXml.Accepted(xml)));

        Assert.Equal(("CH1003601234500000000000000012345", 20m), (reading.MeterNumber, reading.Factor));
    }

    [Fact]
    public void Read_OneReadingOnly_IsAFinding()
    {
        var result = InvoiceXml.Read(InvoiceXml.With(("previousReading", "note")));

        Assert.True(result.IsAccepted);
        Assert.Equal("meter_reading", Assert.Single(result.Findings).Code);
        Assert.Empty(MeterReadings.Of(result.Invoice!));
    }

    [Fact]
    public void Read_ReferenceWithoutAFile_HasNoContent()
    {
        var attachment = Assert.Single(InvoiceXml.Accepted(InvoiceXml.With(("<cac:AccountingSupplierParty>",
            "<cac:AdditionalDocumentReference><cbc:ID>A1</cbc:ID><cac:Attachment><cac:ExternalReference><cbc:URI>https://example.org/a1</cbc:URI></cac:ExternalReference></cac:Attachment></cac:AdditionalDocumentReference><cac:AccountingSupplierParty>"))).Attachments);

        Assert.Null(attachment.Content);
        Assert.Equal("https://example.org/a1", attachment.ExternalLocation);
    }

    [Fact]
    public void Read_TwoInvoicedObjects_IsRefused()
    {
        var error = OnlyError(InvoiceXml.With(("<cac:AccountingSupplierParty>", $"{Object("M-1", 130)}{Object("M-2", 130)}<cac:AccountingSupplierParty>")));

        Assert.Equal(("duplicate_element", "BT-18", "M-2"), (error.Code, error.Field, error.Value));
    }

    [Fact]
    public void Read_InvoicedObjectWithAFile_IsBoth()
    {
        var invoice = InvoiceXml.Accepted(InvoiceXml.With(("<cac:AccountingSupplierParty>",
            Object("M-1", 130, "<cac:Attachment><cac:ExternalReference><cbc:URI>https://example.org/a1</cbc:URI></cac:ExternalReference></cac:Attachment>") + "<cac:AccountingSupplierParty>")));

        Assert.Equal(("M-1", "M-1"), (invoice.InvoicedObject, Assert.Single(invoice.Attachments).Reference));
    }

    [Theory]
    [InlineData("false", 1, 21)]
    [InlineData("0", 1, 21)]
    [InlineData("true", null, null)]
    [InlineData("1", null, null)]
    public void Read_ChangeOfAPrice_IsADiscountOnlyIfItIsNoCharge(string indicator, int? discount, int? gross)
    {
        var line = InvoiceXml.Accepted(InvoiceXml.With(("</cbc:BaseQuantity></cac:Price>",
            $"""</cbc:BaseQuantity><cac:AllowanceCharge><cbc:ChargeIndicator>{indicator}</cbc:ChargeIndicator><cbc:Amount currencyID="CHF">1</cbc:Amount><cbc:BaseAmount currencyID="CHF">21</cbc:BaseAmount></cac:AllowanceCharge></cac:Price>"""))).Lines[0];

        Assert.Equal((discount, gross, 20m), (line.PriceDiscount, line.GrossPrice, line.NetPrice));
    }

    [Fact]
    public void Read_TaxSchemeInSmallLetters_IsTheVatIdStill() =>
        Assert.NotNull(InvoiceXml.Accepted(InvoiceXml.With(("<cac:PartyTaxScheme><cbc:CompanyID>CHE-123.456.788 MWST</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT<", "<cac:PartyTaxScheme><cbc:CompanyID>CHE-123.456.788 MWST</cbc:CompanyID><cac:TaxScheme><cbc:ID>vat<"))).Seller.VatId);

    [Fact]
    public void Read_SeveralTaxTotals_VatInTheVatCurrencyIsThatOfIt()
    {
        var invoice = InvoiceXml.Accepted(InvoiceXml.With(
            ("<cac:AccountingSupplierParty>", "<cbc:TaxCurrencyCode>EUR</cbc:TaxCurrencyCode><cac:AccountingSupplierParty>"),
            ("<cac:TaxTotal>", """<cac:TaxTotal><cbc:TaxAmount currencyID="USD">1.50</cbc:TaxAmount></cac:TaxTotal><cac:TaxTotal><cbc:TaxAmount currencyID="EUR">1.40</cbc:TaxAmount></cac:TaxTotal><cac:TaxTotal>""")));

        Assert.Equal(("EUR", 1.40m), (invoice.VatCurrency, invoice.Totals.VatInVatCurrency));
    }

    [Fact]
    public void Read_VatInTheVatCurrencyWithThreeDecimals_IsRefused()
    {
        var error = OnlyError(InvoiceXml.With(
            ("<cac:AccountingSupplierParty>", "<cbc:TaxCurrencyCode>EUR</cbc:TaxCurrencyCode><cac:AccountingSupplierParty>"),
            ("<cac:TaxTotal>", """<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">1.405</cbc:TaxAmount></cac:TaxTotal><cac:TaxTotal>""")));

        Assert.Equal(("amount_decimals", "BT-111"), (error.Code, error.Field));
    }

    private static string Object(string id, int code, string more = "") =>
        $"<cac:AdditionalDocumentReference><cbc:ID>{id}</cbc:ID><cbc:DocumentTypeCode>{code}</cbc:DocumentTypeCode>{more}</cac:AdditionalDocumentReference>";

    private static InvoiceError OnlyError(string xml) => Assert.Single(InvoiceXml.Read(xml).Errors);
}
