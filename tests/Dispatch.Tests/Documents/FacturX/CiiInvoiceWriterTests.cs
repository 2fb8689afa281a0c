using System.Globalization;
using System.Text;
using Dispatch.Documents.FacturX;
using Dispatch.Documents.Invoices;
using Dispatch.Documents.Ubl;
using Dispatch.Tests.Documents.Ubl;

namespace Dispatch.Tests.Documents.FacturX;

/// <summary>Every official UBL example that is read, written as CII, against the official schemas and an independent table of terms.</summary>
public sealed class CiiInvoiceWriterTests
{
    /// <summary>The whole schema D16B has room for one preceding invoice; Factur-X, which goes by D22B, for all.</summary>
    private const string OnePreceding = "InvoiceReferencedDocument";

    private const string Means = "<cac:PaymentMeans><cbc:PaymentMeansCode name=\"transfer\">1<";

    /// <summary>All but those that are CII themselves or that nobody reads; an account that no transfer could use does not matter here.</summary>
    public static TheoryData<string> Files() =>
    [
        .. OfficialExamples.Expected
            .Where(example => example.Value is not "refused xml_is_cii" and not "refused control_character BT-44")
            .Select(example => example.Key),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Write_OfficialExample_IsValidByBothSchemas(string file)
    {
        var xml = Convert(File.ReadAllBytes(ReferenceData.Path(file)));

        Assert.Empty(CiiSchemas.CheckFacturX(xml));
        Assert.DoesNotContain(CiiSchemas.CheckD16B(xml), error => !error.Contains(OnePreceding, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Write_OfficialExample_KeepsEveryTerm(string file)
    {
        var ubl = File.ReadAllBytes(ReferenceData.Path(file));

        AssertSame(new TermReader(ubl).Ubl, new TermReader(Convert(ubl)).Cii);
    }

    [Fact]
    public void Write_AllTerms_KeepsEveryOne()
    {
        var (ubl, xml) = (AllTerms.Ubl, Convert(AllTerms.Ubl));

        var from = new TermReader(ubl);
        Assert.Empty(BusinessTerms.All.Where(term => from.Ubl(term).Count == 0).Select(term => term.Name));
        AssertSame(from.Ubl, new TermReader(xml).Cii);
        Assert.Empty(CiiSchemas.CheckFacturX(xml));
    }

    /// <summary>The same invoice as others wrote it in both syntaxes; the terms in which their two files are not the same are named.</summary>
    [Theory]
    [InlineData("01.01a", "")]
    [InlineData("01.03a", "")]
    [InlineData("01.05a", "")]
    [InlineData("01.07a", "")]
    [InlineData("01.09a", "BT-13")]
    [InlineData("01.11a", "BT-13")]
    [InlineData("01.13a", "BT-13")]
    [InlineData("01.17a", "")]
    [InlineData("01.19a", "")]
    [InlineData("01.21a", "BT-31 BT-82 BT-120")]
    [InlineData("03.06a", "BT-37 BT-38 BT-52 BT-53")]
    public void Write_OfficialPair_SaysWhatTheOfficialCiiSays(string name, string differences)
    {
        var ubl = File.ReadAllBytes(ReferenceData.Path($"xrechnung-testsuite/{name}-INVOICE_ubl.xml"));
        var official = new TermReader(File.ReadAllBytes(ReferenceData.Path($"xrechnung-testsuite/{name}-INVOICE_uncefact.xml")));

        var found = Differences(official.Cii, new TermReader(Convert(ubl)).Cii);

        Assert.Equal(differences, string.Join(' ', found.Select(term => term.Name)));
    }

    [Fact]
    public void Table_Terms_AreAllOfEN16931()
    {
        var names = BusinessTerms.All.Select(term => int.Parse(term.Name.Split('-')[1], CultureInfo.InvariantCulture)).Distinct().Order();

        Assert.Equal(Enumerable.Range(1, 165).Except([4, 24]), names);
    }

    /// <summary>What UBL may say more than once and the profile once: the first is written, the rest is told.</summary>
    [Theory]
    [InlineData("BT-46", "K-10", "buyer id", "<cac:PartyIdentification><cbc:ID schemeID=\"0060\">", "<cac:PartyIdentification><cbc:ID>K-10</cbc:ID></cac:PartyIdentification>")]
    [InlineData("BT-60", "P-10", "4012345000016", "<cac:PartyIdentification><cbc:ID schemeID=\"0088\">4012345000016", "<cac:PartyIdentification><cbc:ID>P-10</cbc:ID></cac:PartyIdentification>")]
    [InlineData("BT-81", "10", "1", Means, "<cac:PaymentMeans><cbc:PaymentMeansCode>10</cbc:PaymentMeansCode><cbc:PaymentID>remittance</cbc:PaymentID></cac:PaymentMeans>")]
    [InlineData("BT-82", "TWINT", "transfer", Means, "<cac:PaymentMeans><cbc:PaymentMeansCode name=\"TWINT\">1</cbc:PaymentMeansCode><cbc:PaymentID>remittance</cbc:PaymentID></cac:PaymentMeans>")]
    public void Write_SeveralOfOne_WritesTheFirstAndTellsTheRest(string term, string first, string second, string before, string added)
    {
        var (xml, invoice) = Read(before, added + before);

        var written = new TermReader(xml).Cii(BusinessTerms.All.Single(each => each.Name == term)).Distinct();
        var finding = Assert.Single(FacturXLimits.Find(invoice), finding => finding.Field == term);
        Assert.Equal([first], written);
        Assert.Equal(("facturx_first_only", second), (finding.Code, finding.Value));
        Assert.Empty(CiiSchemas.CheckFacturX(xml));
    }

    /// <summary>BR-53 of CII: the currency of the VAT is another one than the invoice's, and the VAT stands in it.</summary>
    [Theory]
    [InlineData("<cbc:TaxCurrencyCode>EUR</cbc:TaxCurrencyCode>")]
    [InlineData("<cbc:TaxCurrencyCode>USD</cbc:TaxCurrencyCode>")]
    public void Write_VatCurrencyWithoutVatInIt_IsLeftOut(string currency)
    {
        var (xml, _) = Read("<cbc:TaxCurrencyCode>CHF</cbc:TaxCurrencyCode>", currency);

        Assert.DoesNotContain("TaxCurrencyCode", Encoding.UTF8.GetString(xml), StringComparison.Ordinal);
        Assert.Empty(CiiSchemas.CheckFacturX(xml));
    }

    /// <summary>BR-51 of CII: at most ten characters of a card's number.</summary>
    [Theory]
    [InlineData("XXXXXX1234", "XXXXXX1234")]
    [InlineData("XXXXXXXXXXXX1234", "1234")]
    [InlineData("545301******4321", "5453014321")]
    [InlineData("4111111111111111", "1111")]
    [InlineData("XXXXXXXXXXXXXXXX", "XXXX")]
    public void Write_CardNumber_KeepsTenCharactersAtMost(string number, string written)
    {
        var (xml, _) = Read("XXXXXX1234", number);

        Assert.Equal([written], new TermReader(xml).Cii(BusinessTerms.All.Single(term => term.Name == "BT-87")));
    }

    /// <summary>BR-17 of CII: a payee is somebody else than the seller, by name and by register.</summary>
    [Theory]
    [InlineData("<cbc:Name>Payee</cbc:Name>", "<cbc:Name>Seller Ltd &lt;&amp;&gt;</cbc:Name>", 0, 0)]
    [InlineData("payee register", "seller register", 1, 0)]
    [InlineData("payee register", "another register", 1, 1)]
    public void Write_PayeeThatIsTheSeller_IsLeftOut(string piece, string replacement, int payees, int registers)
    {
        var (xml, _) = Read(piece, replacement);

        Assert.Equal(
            (payees, registers),
            (new TermReader(xml).Cii(BusinessTerms.All.Single(term => term.Name == "BT-59")).Count, new TermReader(xml).Cii(BusinessTerms.All.Single(term => term.Name == "BT-61")).Count));
        Assert.Empty(CiiSchemas.CheckFacturX(xml));
    }

    [Fact]
    public void Write_NoteWithTheCodeThatHasADigit_KeepsTheCode()
    {
        var (xml, _) = Read("#1 Second note", "#GS7#Second note");

        Assert.Contains("<ram:SubjectCode>GS7</ram:SubjectCode>", Encoding.UTF8.GetString(xml), StringComparison.Ordinal);
        Assert.Contains("<ram:Content>Second note</ram:Content>", Encoding.UTF8.GetString(xml), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Any_NamesTheProfileAndRepeatsItsBytes()
    {
        var first = Convert(AllTerms.Ubl);

        Assert.Equal(first, Convert(AllTerms.Ubl));
        Assert.Contains("<ram:ID>urn:cen.eu:en16931:2017</ram:ID>", Encoding.UTF8.GetString(first), StringComparison.Ordinal);
        Assert.DoesNotContain("\r", Encoding.UTF8.GetString(first), StringComparison.Ordinal);
    }

    /// <summary>The invoice of all terms with one piece replaced, and what becomes of it.</summary>
    private static (byte[] Xml, Invoice Invoice) Read(string piece, string replacement)
    {
        var ubl = Encoding.UTF8.GetString(AllTerms.Ubl);
        Assert.Contains(piece, ubl, StringComparison.Ordinal);
        var start = ubl.IndexOf(piece, StringComparison.Ordinal);
        var read = UblInvoiceReader.Read(Encoding.UTF8.GetBytes($"{ubl[..start]}{replacement}{ubl[(start + piece.Length)..]}"), new InvoiceReadOptions());
        Assert.Empty(read.Errors);
        return (CiiInvoiceWriter.Write(read.Invoice!).ToArray(), read.Invoice!);
    }

    private static byte[] Convert(byte[] ubl)
    {
        var read = UblInvoiceReader.Read(ubl, new InvoiceReadOptions());
        Assert.Empty(read.Errors);
        return CiiInvoiceWriter.Write(read.Invoice!).ToArray();
    }

    private static void AssertSame(Func<BusinessTerm, List<string>> expected, Func<BusinessTerm, List<string>> actual) =>
        Assert.Empty(Differences(expected, actual).Select(term => $"{term.Name}: {string.Join(" | ", expected(term))} became {string.Join(" | ", actual(term))}"));

    private static IEnumerable<BusinessTerm> Differences(Func<BusinessTerm, List<string>> expected, Func<BusinessTerm, List<string>> actual) => BusinessTerms.All.Where(term =>
    {
        var before = expected(term);
        var after = term.Rule == TermRule.MayBeAdded ? [.. actual(term).Where(before.Contains)] : actual(term);
        return !before.SequenceEqual(after);
    });
}
