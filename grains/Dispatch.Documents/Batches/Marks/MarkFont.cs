using System.Buffers;
using System.IO.Compression;
using Dispatch.Documents.Batches.Pdf;
using Dispatch.Documents.Fonts;

namespace Dispatch.Documents.Batches.Marks;

/// <summary>The regular cut of Dispatch Sans as a simple font of the batch, written once. For texts of ASCII.</summary>
internal static class MarkFont
{
    private const char First = ' ';
    private const char Last = 'z';

    private static readonly Lazy<(byte[] Compressed, int Length)> s_file = new(Compress);

    /// <summary>Writes the font and gives its number.</summary>
    public static int Write(PdfFileWriter writer)
    {
        var (compressed, length) = s_file.Value;
        var file = writer.Reserve();
        writer.WriteStream(file, new ArrayBufferWriter<byte>().Raw("/Filter/FlateDecode/Length1 "u8).Integer(length).WrittenSpan, compressed);

        // Of the font's own tables head and hhea, in thousandths.
        var descriptor = writer.Reserve();
        writer.WriteObject(descriptor, new ArrayBufferWriter<byte>()
            .Raw("<</Type/FontDescriptor/FontName/DispatchSans/Flags 32/FontBBox[-544 -303 1302 980]/ItalicAngle 0/Ascent 905/Descent -212/CapHeight 688/StemV 80/FontFile2 "u8)
            .Reference(file).Raw(">>"u8).WrittenSpan);

        var font = writer.Reserve();
        var body = new ArrayBufferWriter<byte>().Raw("<</Type/Font/Subtype/TrueType/BaseFont/DispatchSans/Encoding/WinAnsiEncoding/FirstChar "u8).Integer(First).Raw("/LastChar "u8).Integer(Last)
            .Raw("/FontDescriptor "u8).Reference(descriptor).Raw("/Widths["u8);
        for (var character = First; character <= Last; character++)
            body.Integer((int)Math.Round(WidthInEms([character]) * 1000));
        writer.WriteObject(font, body.Raw("]>>"u8).WrittenSpan);
        return font;
    }

    public static double WidthInEms(ReadOnlySpan<char> text) => DispatchFont.Of(FontWeight.Regular).WidthInEms(text);

    private static (byte[] Compressed, int Length) Compress()
    {
        var file = DispatchFont.File(FontWeight.Regular);
        using var compressed = new MemoryStream();
        using (var stream = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            stream.Write(file);
        return (compressed.ToArray(), file.Length);
    }
}
