using System.Text;
using System.Xml.Linq;
using Dispatch.Documents.Ubl;

namespace Dispatch.Tests.Documents.Ubl;

/// <summary>
/// The official rule cases as an oracle: where a rule that we check must fire we refuse under its code, where it must hold we do not
/// refuse because of it.
/// </summary>
public sealed class RuleCaseTests
{
    private static readonly XNamespace Cases = "http://difi.no/xsd/vefa/validator/1.0";

    private static readonly string[] Folders = ["en16931/rule-cases-ubl-invoice", "en16931/rule-cases-ubl-creditnote"];

    private static readonly string[] Checked =
    [
        "BR-01", "BR-03", "BR-05", "BR-07", "BR-09", "BR-11", "BR-13", "BR-15", "BR-17", "BR-19", "BR-21", "BR-23", "BR-25", "BR-27", "BR-29", "BR-30",
        "BR-31", "BR-33", "BR-37", "BR-41", "BR-43", "BR-45", "BR-47", "BR-49", "BR-55", "BR-57", "BR-CL-17",
        "BR-CO-04", "BR-CO-10", "BR-CO-12", "BR-CO-14", "BR-CO-15", "BR-CO-17",
        "BR-S-08", "BR-E-08", "BR-G-08", "BR-IC-08", "BR-AF-08", "BR-AG-08",
    ];

    private static readonly string[] NotChecked =
    [
        // Values that are only handed on in a Factur-X: accounting currency, identifier schemes, card number.
        "BR-51", "BR-53", "BR-62", "BR-64",
        // Code lists beyond their form; lists grow, and an unknown code is shown as it is.
        "BR-CL-01", "BR-CL-04", "BR-CL-06", "BR-CL-10", "BR-CL-13", "BR-CL-15", "BR-CL-16", "BR-CL-19", "BR-CL-21", "BR-CL-24",
        // Which terms must stand together; nothing that is printed or computed depends on it.
        "BR-CO-19", "BR-CO-21", "BR-CO-23", "BR-CO-25", "BR-CO-26",
        // Each VAT category: breakdown present (a missing row is refused by the -08 rule), ids needed, rates allowed, reason needed.
        // The amounts of the -09 rules are those of BR-CO-17.
        "BR-S-01", "BR-S-03", "BR-S-05", "BR-S-07", "BR-S-09",
        "BR-Z-01", "BR-Z-03", "BR-Z-05", "BR-Z-07", "BR-Z-09",
        "BR-E-02", "BR-E-04", "BR-E-06", "BR-E-10",
        "BR-AE-01", "BR-AE-03", "BR-AE-05", "BR-AE-07", "BR-AE-09",
        "BR-IC-02", "BR-IC-04", "BR-IC-06", "BR-IC-11",
        "BR-G-02", "BR-G-04", "BR-G-06", "BR-G-10",
        "BR-O-01", "BR-O-03", "BR-O-05", "BR-O-07", "BR-O-09", "BR-O-11", "BR-O-13",
        "BR-AF-01", "BR-AF-03", "BR-AF-05", "BR-AF-07", "BR-AF-09",
        "BR-AG-01", "BR-AG-03", "BR-AG-05", "BR-AG-07", "BR-AG-09",
        // Shape of the UBL syntax.
        "UBL-DT-01", "UBL-DT-07", "UBL-SR-18", "UBL-SR-43", "UBL-SR-44", "UBL-SR-47",
    ];

    /// <summary>Cases whose second line has a category that EN 16931 does not know: refused for that, so that its sums are not told.</summary>
    private static readonly HashSet<string> RefusedByCategory = ["BR-S-08-2.xml #5", "BR-IG-08-2.xml #5", "BR-IP-08-2.xml #5"];

    public static TheoryData<string> CheckedRules() => [.. Checked];

    [Theory]
    [MemberData(nameof(CheckedRules))]
    public void Read_RuleCase_IsRefusedExactlyWhereTheRuleFires(string rule)
    {
        var cases = ReadCases().Where(each => each.Rule == rule).ToList();

        Assert.NotEmpty(cases);
        Assert.All(cases, each => Assert.Equal(each.Fires, each.Codes.Contains(RefusedByCategory.Contains(each.Name) ? "BR-CL-18" : rule)));
    }

    [Fact]
    public void Lists_AllCases_SayWhetherEachRuleIsChecked()
    {
        var rules = ReadCases().Select(each => each.Rule).Distinct();

        Assert.Equal(Checked.Concat(NotChecked).Order(StringComparer.Ordinal), rules.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Name, string Rule, bool Fires, HashSet<string> Codes)> ReadCases() =>
        from folder in Folders
        from file in Directory.EnumerateFiles(ReferenceData.Path(folder), "*.xml")
        from test in XDocument.Load(file).Root!.Elements(Cases + "test").Select((element, index) => (Element: element, Number: index + 1))
        from verdict in test.Element.Element(Cases + "assert")!.Elements()
        where verdict.Name.LocalName is "success" or "error"
        select ($"{Path.GetFileName(file)} #{test.Number}", verdict.Value.Trim(), verdict.Name.LocalName == "error", Read(test.Element.Elements().Last()));

    private static HashSet<string> Read(XElement invoice) =>
        [.. UblInvoiceReader.Read(Encoding.UTF8.GetBytes(invoice.ToString()), new InvoiceReadOptions()).Errors.Select(error => error.Code)];
}
