using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Documents.Drawing;
using Dispatch.Documents.Invoices;
using Dispatch.Documents.Rendering;

namespace Dispatch.Documents.FacturX;

/// <summary>
/// Makes the PDF of an invoice a Factur-X 1.0 (ZUGFeRD 2) of the profile EN 16931: the same pages as PDF/A-3b, with the invoice as XML inside. Pure: equal
/// input gives equal bytes.
/// </summary>
public static class FacturXDocument
{
    /// <summary>The name that readers look for.</summary>
    public const string FileName = "factur-x.xml";

    private const string PdfVersion = "1.7";

    /// <summary>Puts the invoice into its PDF.</summary>
    /// <param name="plain">What <see cref="InvoiceRenderer"/> drew; another PDF is no PDF/A and cannot become one here.</param>
    /// <param name="invoice">The same invoice.</param>
    public static RenderedDocument Make(RenderedDocument plain, Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(plain);
        ArgumentNullException.ThrowIfNull(invoice);
        return plain with { Pdf = Attach(plain.Pdf, CiiInvoiceWriter.Write(invoice), invoice.IssueDate) };
    }

    private static byte[] Attach(ReadOnlyMemory<byte> pdf, ReadOnlyMemory<byte> xml, DateOnly date)
    {
        var objects = new PdfObjects(pdf);
        var instance = IdentityOf(pdf, xml);
        var file = objects.Add(EmbeddedFile(xml, date));
        var specification = objects.Add(Encoding.ASCII.GetBytes(
            $"<</Type /Filespec\n/F ({FileName})\n/UF ({FileName})\n/Desc (The invoice as XML)\n/AFRelationship /Alternative\n/EF <</F {file} 0 R\n/UF {file} 0 R>>>>"));
        ChangeCatalog(objects, specification);
        ChangeMetadata(objects, instance);
        return objects.Write(PdfVersion, TrailerWith(objects.Trailer, instance));
    }

    private static byte[] EmbeddedFile(ReadOnlyMemory<byte> xml, DateOnly date)
    {
        using var output = new MemoryStream();
        using (var deflate = new ZLibStream(output, CompressionLevel.SmallestSize, leaveOpen: true))
            deflate.Write(xml.Span);
        var day = date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        return
        [
            .. Encoding.ASCII.GetBytes(
                $"<</Type /EmbeddedFile\n/Subtype /text#2Fxml\n/Params <</Size {xml.Length}\n/ModDate (D:{day}000000+00'00')>>\n/Filter /FlateDecode\n/Length {output.Length}>> stream\n"),
            .. output.ToArray(),
            .. "\nendstream"u8,
        ];
    }

    private static void ChangeCatalog(PdfObjects objects, int specification)
    {
        var number = PdfObjects.Reference(objects.Trailer, "/Root");
        var catalog = ContentOf(objects.Text(number));
        if (catalog.Contains("/Names", StringComparison.Ordinal))
            throw new InvalidOperationException("The PDF engine now writes names of its own into the catalog; see FacturXDocument.");
        var end = PdfObjects.Found(catalog.LastIndexOf(">>", StringComparison.Ordinal));
        objects.Replace(number, Encoding.Latin1.GetBytes(
            $"{catalog[..end]}\n/AF [{specification} 0 R]\n/Names <</EmbeddedFiles <</Names [({FileName}) {specification} 0 R]>>>>>>"));
    }

    private static void ChangeMetadata(PdfObjects objects, Guid instance)
    {
        var catalog = objects.Text(PdfObjects.Reference(objects.Trailer, "/Root"));
        var number = PdfObjects.Reference(catalog, "/Metadata");
        var metadata = objects.Text(number);
        var start = PdfObjects.Found(metadata.IndexOf(">> stream\n", StringComparison.Ordinal)) + ">> stream\n".Length;
        var end = PdfObjects.Found(metadata.LastIndexOf("\nendstream", StringComparison.Ordinal));
        var packet = FacturXMetadata.Change(metadata[start..end], instance);
        objects.Replace(number, Encoding.Latin1.GetBytes($"<</Type /Metadata\n/Subtype /XML\n/Length {packet.Length}>> stream\n{packet}\nendstream"));
    }

    /// <summary>The first identifier stays that of the plain document, the second one is the new file's own (ISO 32000-1 §14.4).</summary>
    private static string TrailerWith(string trailer, Guid instance)
    {
        var second = PdfObjects.Found(trailer.LastIndexOf(" <", StringComparison.Ordinal)) + 2;
        var end = PdfObjects.Found(trailer.LastIndexOf(">]", StringComparison.Ordinal));
        return $"{trailer[..second]}{instance:N}{trailer[end..]}";
    }

    private static string ContentOf(string text)
    {
        var start = PdfObjects.Found(text.IndexOf("obj\n", StringComparison.Ordinal)) + "obj\n".Length;
        return text[start..PdfObjects.Found(text.LastIndexOf("\nendobj", StringComparison.Ordinal))];
    }

    private static Guid IdentityOf(ReadOnlyMemory<byte> pdf, ReadOnlyMemory<byte> xml)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(pdf.Span);
        hash.AppendData(xml.Span);
        return new Guid(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
