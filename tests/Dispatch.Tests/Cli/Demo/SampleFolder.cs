using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.XPath;
using Dispatch.Cli.Demo;

namespace Dispatch.Tests.Cli.Demo;

/// <summary>The sample written once into a temporary folder, and read back as a stranger would.</summary>
public sealed class SampleFolder : IDisposable
{
    public SampleFolder() => SampleUtility.WriteTo(Root);

    public string Root { get; } = Directory.CreateTempSubdirectory("dispatch-sample-").FullName;

    public IReadOnlyList<string> InvoiceFiles => [.. Directory.GetFiles(Path.Combine(Root, "invoices"), "*.xml").Order(StringComparer.Ordinal)];

    public JsonNode Biller => JsonNode.Parse(File.ReadAllText(Path.Combine(Root, "biller.jsonl")))!;

    public IReadOnlyList<JsonNode> Subscriptions => [.. File.ReadLines(Path.Combine(Root, "subscriptions.jsonl")).Select(line => JsonNode.Parse(line)!)];

    public IReadOnlyList<XPathNavigator> Invoices => [.. InvoiceFiles.Select(Read)];

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static XPathNavigator Read(string file)
    {
        using var reader = XmlReader.Create(file);
        return new XPathDocument(reader).CreateNavigator();
    }
}
