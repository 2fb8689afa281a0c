using System.Buffers;
using System.IO.Compression;
using System.Runtime.InteropServices;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;

namespace Dispatch.Documents.Batches.Pdf;

/// <summary>
/// Brings the pages of frozen PDFs into the batch. A page becomes a form that any page of the batch can show: what it leaves behind
/// (colours, turned axes) cannot move the marks. Its streams are copied as they are.
/// </summary>
internal sealed class PageImporter(PdfFileWriter writer, SharedObjects shared, PageLayers layers)
{
    // The form must not cut off what the page shows up to its edge; the page itself does that.
    private const double Bleed = 10;

    private readonly ObjectCopier _copier = new(writer, shared, layers);

    /// <summary>Imports all pages of a file, which can be forgotten then.</summary>
    /// <exception cref="BatchDocumentException">It cannot be read, or has another number of pages.</exception>
    public IReadOnlyList<ImportedPage> Import(BatchDocument source, ReadOnlyMemory<byte> pdf)
    {
        try
        {
            using var document = Open(source, pdf);
            if (document.PageCount != source.PageCount)
                throw new BatchDocumentException(source.Name, BatchDocumentProblem.OtherPageCount, $"it has {document.PageCount} pages, not {source.PageCount}");
            layers.BeginFile(document);
            _copier.BeginFile();
            var pages = new ImportedPage[document.PageCount];
            for (var index = 0; index < pages.Length; index++)
                pages[index] = Import(document.Pages[index]);
            return pages;
        }
        catch (Exception e) when (e is not (BatchDocumentException or OutOfMemoryException))
        {
            // PDFsharp throws whatever its parser stumbles over, and its texts may quote the file.
            throw new BatchDocumentException(source.Name, BatchDocumentProblem.Damaged, "its structure cannot be read");
        }
    }

    private static PdfDocument Open(BatchDocument source, ReadOnlyMemory<byte> pdf)
    {
        using var stream = MemoryMarshal.TryGetArray(pdf, out var bytes)
            ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
            : new MemoryStream(pdf.ToArray(), writable: false);
        var asksForPassword = false;
        var document = PdfReader.Open(stream, PdfDocumentOpenMode.Import, args =>
        {
            asksForPassword = true;
            args.Abort = true;
        });
        return asksForPassword ? throw new BatchDocumentException(source.Name, BatchDocumentProblem.Encrypted, "it is encrypted") : document;
    }

    private ImportedPage Import(PdfPage page)
    {
        var area = AreaOf(page);
        var group = PdfValues.Dictionary(page.Elements["/Group"]) is { } dictionary ? _copier.Copy(dictionary) : 0;
        return new ImportedPage(ContentOf(page, area.Media), group, StampsOf(page), area);
    }

    private static PageArea AreaOf(PdfPage page)
    {
        var media = PdfValues.Box(page.Elements["/MediaBox"]) ?? PageArea.A4.Media;
        var shown = PdfValues.Box(page.Elements["/CropBox"])?.Within(media) ?? media;
        var quarters = (int)Math.Round((PdfValues.Number(page.Elements["/Rotate"]) ?? 0) / 90);
        var unit = PdfValues.Number(page.Elements["/UserUnit"]) is { } own and > 0 ? own : 1;
        return new PageArea(media, shown.IsEmpty ? media : shown, ((quarters % 4) + 4) % 4 * 90, unit);
    }

    private int ContentOf(PdfPage page, PageBox media)
    {
        var contents = PdfValues.Value(page.Elements["/Contents"]);
        PdfDictionary[] parts = contents is PdfDictionary whole ? [whole] : [.. PdfValues.Dictionaries(contents)];
        return parts switch
        {
            [] => 0,
            [var only] => _copier.Stream(entries => FormEntries(entries, page, media, only), only.Stream?.Value),
            _ => _copier.Stream(entries => FormEntries(entries, page, media, null), Joined(parts)),
        };
    }

    private void FormEntries(ArrayBufferWriter<byte> to, PdfPage page, PageBox media, PdfDictionary? stream)
    {
        to.Raw("/Type/XObject/Subtype/Form/BBox["u8).Real(media.Left - Bleed).Real(media.Bottom - Bleed).Real(media.Right + Bleed).Real(media.Top + Bleed).Raw("]/Resources "u8);
        if (PdfValues.Dictionary(page.Elements["/Resources"]) is null)
            to.Raw("<<>>"u8);
        else
            _copier.Item(to, page.Elements["/Resources"]);
        if (stream is null)
        {
            to.Raw("/Filter/FlateDecode "u8);
            return;
        }

        foreach (var key in (ReadOnlySpan<string>)["/Filter", "/DecodeParms"])
        {
            if (stream.Elements[key] is not { } value)
                continue;
            to.Name(key);
            _copier.Item(to, value);
        }
    }

    // A form has one stream, and the parts may be divided anywhere between two tokens.
    private static byte[] Joined(PdfDictionary[] parts)
    {
        using var joined = new MemoryStream();
        using (var compressed = new ZLibStream(joined, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var part in parts)
            {
                compressed.Write(part.Stream?.UnfilteredValue);
                compressed.Write("\n"u8);
            }
        }

        return joined.ToArray();
    }

    // On paper nothing can be filled in or followed: the looks of what is meant to be printed become part of the page.
    private List<Stamp> StampsOf(PdfPage page)
    {
        var stamps = new List<Stamp>();
        foreach (var annotation in PdfValues.Dictionaries(page.Elements["/Annots"]))
        {
            if (IsForPaper(annotation) && LookOf(annotation) is { } look && PlaceOf(annotation, look) is { } matrix)
                stamps.Add(new Stamp(_copier.Copy(look), matrix));
        }

        return stamps;
    }

    private bool IsForPaper(PdfDictionary annotation)
    {
        const int hidden = 1 << 1;
        const int print = 1 << 2;
        var flags = (int)(PdfValues.Number(annotation.Elements["/F"]) ?? 0);
        return (flags & (hidden | print)) == print && !(PdfValues.Dictionary(annotation.Elements["/OC"]) is { } layer && layers.IsHidden(layer));
    }

    private static PdfDictionary? LookOf(PdfDictionary annotation)
    {
        var look = PdfValues.Dictionary(PdfValues.Dictionary(annotation.Elements["/AP"])?.Elements["/N"]);
        if (look is { Stream: null })
            look = PdfValues.Name(annotation.Elements["/AS"]) is { } state ? PdfValues.Dictionary(look.Elements[state]) : null;
        if (look is not { Stream: not null })
            return null;
        look.Elements.SetName("/Type", "/XObject");
        look.Elements.SetName("/Subtype", "/Form");
        return look;
    }

    // ISO 32000-1 §12.5.5, algorithm 8.1: the turned box of the look is laid onto the rectangle of the annotation.
    private static double[]? PlaceOf(PdfDictionary annotation, PdfDictionary look)
    {
        if (PdfValues.Box(annotation.Elements["/Rect"]) is not { } place || PdfValues.Box(look.Elements["/BBox"]) is not { } box)
            return null;
        var matrix = PdfValues.Numbers(look.Elements["/Matrix"], 6) ?? [1, 0, 0, 1, 0, 0];
        var corners = new[] { (box.Left, box.Bottom), (box.Right, box.Bottom), (box.Right, box.Top), (box.Left, box.Top) }
            .Select(corner => (X: (matrix[0] * corner.Item1) + (matrix[2] * corner.Item2) + matrix[4], Y: (matrix[1] * corner.Item1) + (matrix[3] * corner.Item2) + matrix[5])).ToList();
        var turned = new PageBox(corners.Min(corner => corner.X), corners.Min(corner => corner.Y), corners.Max(corner => corner.X), corners.Max(corner => corner.Y));
        if (turned.IsEmpty)
            return null;
        var (scaleX, scaleY) = ((place.Right - place.Left) / (turned.Right - turned.Left), (place.Top - place.Bottom) / (turned.Top - turned.Bottom));
        return [scaleX, 0, 0, scaleY, place.Left - (turned.Left * scaleX), place.Bottom - (turned.Bottom * scaleY)];
    }
}
