using System.Globalization;
using System.Xml;
using System.Xml.XPath;

namespace Dispatch.Tests.Cli.Demo;

/// <summary>Reads UBL by XPath, numbers as decimals.</summary>
internal static class SampleXPath
{
    private static readonly XmlNamespaceManager _names = Names();

    public static IReadOnlyList<XPathNavigator> All(this XPathNavigator node, string path) =>
        [.. node.Select(path, _names).Cast<XPathNavigator>()];

    public static string? Text(this XPathNavigator node, string path) => node.SelectSingleNode(path, _names)?.Value;

    public static decimal Amount(this XPathNavigator node, string path) =>
        decimal.Parse(node.Text(path) ?? "0", NumberStyles.Number, CultureInfo.InvariantCulture);

    private static XmlNamespaceManager Names()
    {
        var names = new XmlNamespaceManager(new NameTable());
        names.AddNamespace("cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2");
        names.AddNamespace("cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2");
        return names;
    }
}
