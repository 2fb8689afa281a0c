using System.Text;
using System.Xml.Linq;
using Dispatch.Documents.FacturX;
using Dispatch.Documents.Rendering;
using Dispatch.Tests.Documents.Rendering;
using UglyToad.PdfPig;

namespace Dispatch.Tests.Documents.FacturX;

/// <summary>
/// The Factur-X of a Swiss QR-bill as independent readers see it. There is no validator of PDF/A here, so that its rules for attachments are checked one
/// by one; those of the page are the plain document's (<see cref="PdfFileTests"/>).
/// </summary>
public sealed class FacturXDocumentTests : IDisposable
{
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Fx = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#";
    private static readonly XNamespace PdfA = "http://www.aiim.org/pdfa/ns/id/";
    private static readonly XNamespace Schema = "http://www.aiim.org/pdfa/ns/schema#";
    private static readonly XNamespace Property = "http://www.aiim.org/pdfa/ns/property#";
    private static readonly XNamespace Media = "http://ns.adobe.com/xap/1.0/mm/";

    private static readonly RenderedDocument s_plain = new InvoiceRenderer().Render(SampleBills.Request, SampleBills.Payment);
    private static readonly RenderedDocument s_made = FacturXDocument.Make(s_plain, SampleBills.ElectricityAndWater);
    private static readonly string s_text = Encoding.Latin1.GetString(s_made.Pdf.Span);

    private readonly string _folder = Directory.CreateTempSubdirectory("dispatch-facturx-").FullName;

    [Fact]
    public void Make_Any_IsSoundForQpdf()
    {
        var (exitCode, output) = Tool.Run("qpdf", "--check", Saved(s_made));

        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("WARNING", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_Any_HasTheInvoiceInsideForPoppler()
    {
        var file = Saved(s_made);

        var (_, list) = Tool.Run("pdfdetach", "-list", file);
        var (exitCode, output) = Tool.Run("pdfdetach", "-saveall", "-o", _folder, file);

        Assert.True(exitCode == 0, output);
        Assert.Equal(["1 embedded files", "1: factur-x.xml"], list.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(CiiInvoiceWriter.Write(SampleBills.ElectricityAndWater).ToArray(), File.ReadAllBytes(Path.Combine(_folder, "factur-x.xml")));
    }

    [Fact]
    public void Make_Any_HasTheInvoiceInsideForPdfPig()
    {
        using var document = PdfDocument.Open(s_made.Pdf.ToArray());

        Assert.True(document.Advanced.TryGetEmbeddedFiles(out var files));
        var file = Assert.Single(files);
        Assert.Equal("factur-x.xml", file.Name);
        Assert.Equal(CiiInvoiceWriter.Write(SampleBills.ElectricityAndWater).ToArray(), file.Memory.ToArray());
        Assert.Empty(CiiSchemas.CheckFacturX(file.Memory.ToArray()));
    }

    /// <summary>ISO 19005-3 §6.8: associated with the document, with relationship, type, both names, and date.</summary>
    [Fact]
    public void Make_Any_AssociatesTheFileAsPdfA3Asks()
    {
        Assert.StartsWith("%PDF-1.7\n", s_text, StringComparison.Ordinal);
        Assert.Matches(@"/Type /Catalog(?:[^e]|e(?!ndobj))*/AF \[(\d+) 0 R\]\n/Names <</EmbeddedFiles <</Names \[\(factur-x\.xml\) \1 0 R\]>>>>>>\nendobj", s_text);
        Assert.Matches(@"/Type /Filespec\n/F \(factur-x\.xml\)\n/UF \(factur-x\.xml\)\n/Desc \([^)]+\)\n/AFRelationship /Alternative\n/EF <</F (\d+) 0 R\n/UF \1 0 R>>", s_text);
        Assert.Matches(@"/Type /EmbeddedFile\n/Subtype /text#2Fxml\n/Params <</Size \d+\n/ModDate \(D:20270108000000\+00'00'\)>>", s_text);
        Assert.Contains("/OutputIntents [<</Type /OutputIntent\n/S /GTS_PDFA1", s_text, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_Any_SaysInItsMetadataWhatFacturXAsks()
    {
        var properties = Metadata(s_text);

        Assert.Equal("3", Assert.Single(properties, each => each.Name == PdfA + "part").Value);
        Assert.Equal("B", Assert.Single(properties, each => each.Name == PdfA + "conformance").Value);
        Assert.Equal(
            [("DocumentType", "INVOICE"), ("DocumentFileName", "factur-x.xml"), ("Version", "1.0"), ("ConformanceLevel", "EN 16931")],
            properties.Where(each => each.Name.Namespace == Fx).Select(each => (each.Name.LocalName, each.Value)));
    }

    /// <summary>ISO 19005-3 §6.6.2.3: a property that PDF/A does not know needs a description in the file.</summary>
    [Fact]
    public void Make_Any_DescribesItsOwnProperties()
    {
        var properties = Metadata(s_text);

        var schema = Assert.Single(properties.Descendants(Schema + "namespaceURI")).Parent!;
        Assert.Equal((Fx.NamespaceName, "fx"), ((string)schema.Element(Schema + "namespaceURI")!, (string)schema.Element(Schema + "prefix")!));
        var described = schema.Descendants(Property + "name").Select(name => name.Value);
        Assert.Equal(properties.Where(each => each.Name.Namespace == Fx).Select(each => each.Name.LocalName).Order(), described.Order());
        Assert.All(schema.Descendants(Property + "name"), name => Assert.Equal(("Text", "external"), ((string)name.Parent!.Element(Property + "valueType")!, (string)name.Parent.Element(Property + "category")!)));
    }

    [Fact]
    public void Make_Any_KeepsTitleFontsAndPages()
    {
        var (_, plainFonts) = Tool.Run("pdffonts", Saved(s_plain));
        var (_, fonts) = Tool.Run("pdffonts", Saved(s_made));

        Assert.Equal(plainFonts, fonts);
        Assert.Equal(s_plain.PageCount, s_made.PageCount);
        Assert.Equal(new PdfText(s_plain.Pdf).Title, new PdfText(s_made.Pdf).Title);
        Assert.Equal(new PdfText(s_plain.Pdf).Pages, new PdfText(s_made.Pdf).Pages);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Make_Any_LooksLikeThePlainDocument(int page)
    {
        using var before = PageImage.Draw(s_plain.Pdf, page);
        using var after = PageImage.Draw(s_made.Pdf, page);

        Assert.Equal(before.Bytes, after.Bytes);
    }

    [Fact]
    public void Make_Twice_GivesTheSameBytes() =>
        Assert.Equal(s_made.Pdf.ToArray(), FacturXDocument.Make(new InvoiceRenderer().Render(SampleBills.Request, SampleBills.Payment), SampleBills.ElectricityAndWater).Pdf.ToArray());

    [Fact]
    public void Make_Any_HasAnIdentifierOfItsOwnBesideThatOfThePlainDocument()
    {
        var other = Encoding.Latin1.GetString(FacturXDocument.Make(s_plain, SampleBills.ElectricityAndWater with { BuyerReference = "other" }).Pdf.Span);

        var (first, second) = Identifiers(s_text);
        Assert.Equal(Identifiers(Encoding.Latin1.GetString(s_plain.Pdf.Span)).First, first);
        Assert.NotEqual(first, second);
        Assert.NotEqual(second, Identifiers(other).Second);
        Assert.Equal($"uuid:{Guid.Parse(second)}", Assert.Single(Metadata(s_text), each => each.Name == Media + "InstanceID").Value);
        Assert.Equal($"uuid:{Guid.Parse(first)}", Assert.Single(Metadata(s_text), each => each.Name == Media + "DocumentID").Value);
    }

    [Fact]
    public void Make_TitleBeyondAscii_KeepsItsMetadataReadable()
    {
        var invoice = SampleBills.ElectricityAndWater with { Number = "Ž–2027/<1>&" };
        var plain = new InvoiceRenderer().Render(SampleBills.Request with { Invoice = invoice }, SampleBills.Payment);

        var made = FacturXDocument.Make(plain, invoice);

        Assert.Equal("Ž–2027/<1>&", new PdfText(made.Pdf).Title);
        Assert.Contains(Metadata(Encoding.Latin1.GetString(made.Pdf.Span)), each => each.Value == "Ž–2027/<1>&");
        Assert.Equal(0, Tool.Run("qpdf", "--check", Saved(made)).ExitCode);
    }

    /// <summary>Texts of the invoice that look like the marks by which the file is taken apart.</summary>
    [Theory]
    [InlineData("endobj /Root 9 0 R >> stream")]
    [InlineData("xref 0 21 trailer <</Size 2>> startxref 0 %%EOF")]
    [InlineData("</rdf:RDF><pdfaid:part>2</pdfaid:part><xmpMM:InstanceID>uuid:0")]
    [InlineData(@"a \( b ) c /Metadata 7 0 R /Names")]
    public void Make_HostileSeller_GivesASoundFile(string name)
    {
        var invoice = SampleBills.ElectricityAndWater with { Seller = SampleBills.ElectricityAndWater.Seller with { Name = name } };
        var plain = new InvoiceRenderer().Render(SampleBills.Request with { Invoice = invoice }, SampleBills.Payment);

        var made = FacturXDocument.Make(plain, invoice);

        Assert.Equal(0, Tool.Run("qpdf", "--check", Saved(made)).ExitCode);
        Assert.True(ReadyPdf.Inspect(made.Pdf).IsFacturX);
        var properties = Metadata(Encoding.Latin1.GetString(made.Pdf.Span));
        Assert.Equal("3", Assert.Single(properties, each => each.Name == PdfA + "part").Value);
        Assert.Contains(properties, each => each.Value == name);
    }

    [Fact]
    public void Inspect_FacturX_IsRecognizedAndAPlainDocumentIsNot()
    {
        Assert.Equal(new ReadyPdfInspection(2, null) { IsFacturX = true }, ReadyPdf.Inspect(s_made.Pdf));
        Assert.False(ReadyPdf.Inspect(s_plain.Pdf).IsFacturX);
    }

    [Fact]
    public void Make_OtherPdf_IsRefused()
    {
        var foreign = new RenderedDocument("%PDF-1.7\n%%EOF\n"u8.ToArray(), 1);

        Assert.Throws<InvalidOperationException>(() => FacturXDocument.Make(foreign, SampleBills.ElectricityAndWater));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The properties of the packet, which must be well-formed: those that stand directly in a description.</summary>
    private static List<XElement> Metadata(string pdf)
    {
        var start = pdf.IndexOf("<x:xmpmeta", StringComparison.Ordinal);
        var end = pdf.IndexOf("</x:xmpmeta>", StringComparison.Ordinal) + "</x:xmpmeta>".Length;
        Assert.Equal(-1, pdf.IndexOf("<x:xmpmeta", end, StringComparison.Ordinal));
        var packet = XElement.Parse(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(pdf[start..end])));
        return [.. packet.Element(Rdf + "RDF")!.Elements(Rdf + "Description").Elements()];
    }

    private static (string First, string Second) Identifiers(string pdf)
    {
        var start = pdf.LastIndexOf("/ID [<", StringComparison.Ordinal) + "/ID [<".Length;
        return (pdf.Substring(start, 32), pdf.Substring(start + 32 + "> <".Length, 32));
    }

    private string Saved(RenderedDocument document)
    {
        var file = Path.Combine(_folder, $"{Guid.NewGuid():N}.pdf");
        File.WriteAllBytes(file, document.Pdf.Span);
        return file;
    }
}
