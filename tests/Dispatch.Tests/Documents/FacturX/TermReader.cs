using System.Globalization;
using System.Xml;
using System.Xml.XPath;

namespace Dispatch.Tests.Documents.FacturX;

/// <summary>Reads terms out of UBL and CII files by the XPaths of <see cref="BusinessTerms"/>, in a form in which the two can be compared.</summary>
internal sealed class TermReader
{
    private const int NoteCodeLength = 5;

    private readonly XPathNavigator _root;
    private readonly XmlNamespaceManager _names;

    public TermReader(ReadOnlyMemory<byte> xml)
    {
        using var stream = new MemoryStream(xml.ToArray());
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { IgnoreComments = true });
        _root = new XPathDocument(reader).CreateNavigator();
        _root.MoveToChild(XPathNodeType.Element);
        _names = new XmlNamespaceManager(_root.NameTable);
        _names.AddNamespace("cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2");
        _names.AddNamespace("cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2");
        _names.AddNamespace("cn", "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2");
        _names.AddNamespace("rsm", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100");
        _names.AddNamespace("ram", "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100");
        _names.AddNamespace("udt", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100");
    }

    /// <summary>A term's values in a UBL file.</summary>
    public List<string> Ubl(BusinessTerm term) => Select(term.Ubl, value => term.Rule switch
    {
        TermRule.TaxPointCode => value switch { "3" => "5", "35" => "29", "432" => "72", _ => value },
        TermRule.NoteCode => HasCode(value) ? value[1..(NoteCodeLength - 1)] : "",
        TermRule.NoteText => HasCode(value) ? value[NoteCodeLength..] : value,
        _ => value,
    }, term.Rule);

    /// <summary>A term's values in a CII file.</summary>
    public List<string> Cii(BusinessTerm term) => Select(
        term.Cii
            .Replace("$A", "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeAgreement", StringComparison.Ordinal)
            .Replace("$D", "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeDelivery", StringComparison.Ordinal)
            .Replace("$S", "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement", StringComparison.Ordinal)
            .Replace("$L", "rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem", StringComparison.Ordinal),
        value => value,
        term.Rule);

    private List<string> Select(string path, Func<string, string> change, TermRule rule)
    {
        var values = _root.Select(path, _names).Cast<XPathNavigator>().Select(node => change(node.Value.Trim())).Select(value => Plain(value, rule)).Where(value => value.Length > 0);
        return rule switch
        {
            TermRule.AnyOrder => [.. values.Order(StringComparer.Ordinal)],
            TermRule.First => [.. values.Take(1)],
            TermRule.ZeroMayBeMissing => [.. values.Where(value => value != "0")],
            TermRule.OneMayBeMissing => [.. values.Where(value => value != "1")],
            _ => [.. values],
        };
    }

    private static bool HasCode(string note) => note.Length > NoteCodeLength && note[0] == '#' && note[NoteCodeLength - 1] == '#';

    private static string Plain(string value, TermRule rule)
    {
        var text = string.Join(rule == TermRule.Compact ? "" : " ", value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date.ToString("O", CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("0.############", CultureInfo.InvariantCulture)
            : text;
    }
}
