using Dispatch.Documents.FacturX;
using Dispatch.Documents.Rendering.Words;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;

namespace Dispatch.Documents.Rendering;

/// <summary>PDFs that the billing system has already made: they are dispatched as they are, byte for byte, after a look inside.</summary>
public static class ReadyPdf
{
    // Readers accept a header anywhere within the first kilobyte.
    private const int HeaderSearchLength = 1024;

    private const double WatermarkDegrees = -45;
    private const double WatermarkShareOfDiagonal = 0.7;

    private static readonly XBrush s_watermark = new XSolidBrush(XColor.FromArgb(64, 90, 101, 107));

    static ReadyPdf() => GlobalFontSettings.FontResolver ??= new DispatchFontResolver();

    /// <summary>Counts the pages, or says why the file cannot be taken over.</summary>
    /// <param name="pdf">The bytes as received.</param>
    public static ReadyPdfInspection Inspect(ReadOnlyMemory<byte> pdf)
    {
        if (pdf.Span[..Math.Min(pdf.Length, HeaderSearchLength)].IndexOf("%PDF-"u8) < 0)
            return new ReadyPdfInspection(0, ReadyPdfProblem.NotPdf);

        var asksForPassword = false;
        try
        {
            using var stream = new MemoryStream(pdf.ToArray(), writable: false);
            using var document = PdfReader.Open(stream, PdfDocumentOpenMode.Import, args =>
            {
                asksForPassword = true;
                args.Abort = true;
            });
            if (asksForPassword || document.SecurityHandler.Elements.ContainsKey("/V"))
                return new ReadyPdfInspection(0, ReadyPdfProblem.Encrypted);
            return document.PageCount > 0
                ? new ReadyPdfInspection(document.PageCount, null) { IsFacturX = HasFacturX(document) }
                : new ReadyPdfInspection(0, ReadyPdfProblem.NoPages);
        }
        catch (Exception)
        {
            // PDFsharp throws whatever its parser stumbles over, from its own types to index errors.
            return new ReadyPdfInspection(0, asksForPassword ? ReadyPdfProblem.Encrypted : ReadyPdfProblem.Damaged);
        }
    }

    /// <summary>Writes "not definitive" across every page of a preview. Only for showing: the bytes differ each time.</summary>
    /// <param name="pdf">A file that <see cref="Inspect"/> found sound.</param>
    /// <param name="language">The language of the words.</param>
    public static ReadOnlyMemory<byte> Watermark(ReadOnlyMemory<byte> pdf, DocumentLanguage language)
    {
        var text = new InvoiceWords(language).Preview;
        using var input = new MemoryStream(pdf.ToArray(), writable: false);
        using var document = PdfReader.Open(input, PdfDocumentOpenMode.Modify);
        foreach (var page in document.Pages)
            Mark(page, text);
        using var output = new MemoryStream();
        document.Save(output, closeStream: false);
        return output.ToArray();
    }

    private static bool HasFacturX(PdfDocument document)
    {
        var files = document.Internals.Catalog.Elements.GetObject("/AF") as PdfArray;
        return Enumerable.Range(0, files?.Elements.Count ?? 0)
            .Select(index => files!.Elements.GetObject(index))
            .OfType<PdfDictionary>()
            .Any(file => ((file.Elements["/UF"] ?? file.Elements["/F"]) as PdfString)?.Value == FacturXDocument.FileName);
    }

    private static void Mark(PdfPage page, string text)
    {
        using var graphics = XGraphics.FromPdfPage(page, XGraphicsPdfPageOptions.Append);
        var (width, height) = (page.Width.Point, page.Height.Point);
        var probe = new XFont("Dispatch Sans", 10, XFontStyleEx.Bold);
        var size = 10 * WatermarkShareOfDiagonal * Math.Sqrt((width * width) + (height * height)) / graphics.MeasureString(text, probe).Width;
        graphics.RotateAtTransform(WatermarkDegrees, new XPoint(width / 2, height / 2));
        graphics.DrawString(text, new XFont("Dispatch Sans", size, XFontStyleEx.Bold), s_watermark, new XPoint(width / 2, height / 2), XStringFormats.Center);
    }
}
