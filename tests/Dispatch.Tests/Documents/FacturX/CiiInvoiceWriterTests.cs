using System.Globalization;
using Dispatch.Documents.FacturX;
using Dispatch.Documents.Ubl;
using Dispatch.Tests.Documents.Ubl;

namespace Dispatch.Tests.Documents.FacturX;

/// <summary>Every official UBL example that is read, written as CII, against the official schemas and an independent table of terms.</summary>
public sealed class CiiInvoiceWriterTests
{
    /// <summary>The whole schema D16B has room for one preceding invoice; Factur-X, which goes by D22B, for all.</summary>
    private const string OnePreceding = "InvoiceReferencedDocument";

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

    /// <summary>EN 16931 has one identifier of the buyer; billing systems write several, and none is lost.</summary>
    [Fact]
    public void Write_TwoIdentifiersOfTheBuyer_KeepsBoth()
    {
        var ubl = System.Text.Encoding.UTF8.GetString(AllTerms.Ubl).Replace(
            """<cac:PartyIdentification><cbc:ID schemeID="0060">""",
            """<cac:PartyIdentification><cbc:ID>K-10</cbc:ID></cac:PartyIdentification><cac:PartyIdentification><cbc:ID schemeID="0060">""",
            StringComparison.Ordinal);

        var xml = Convert(System.Text.Encoding.UTF8.GetBytes(ubl));

        Assert.Equal(["K-10", "buyer id"], new TermReader(xml).Cii(BusinessTerms.All.Single(term => term.Name == "BT-46")));
        Assert.Empty(CiiSchemas.CheckFacturX(xml));
    }

    [Fact]
    public void Write_Any_NamesTheProfileAndRepeatsItsBytes()
    {
        var first = Convert(AllTerms.Ubl);

        Assert.Equal(first, Convert(AllTerms.Ubl));
        Assert.Contains("<ram:ID>urn:cen.eu:en16931:2017</ram:ID>", System.Text.Encoding.UTF8.GetString(first), StringComparison.Ordinal);
        Assert.DoesNotContain("\r", System.Text.Encoding.UTF8.GetString(first), StringComparison.Ordinal);
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
