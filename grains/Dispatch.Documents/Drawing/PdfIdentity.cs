using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Documents.Drawing;

/// <summary>
/// Skia makes the identifiers that PDF/A asks for from the time of day. Here they become the hash of everything else, so that
/// equal input gives equal bytes and different documents still differ in them.
/// </summary>
internal static class PdfIdentity
{
    private const int UuidLength = 36;

    /// <summary>Gives the document with other identifiers.</summary>
    public static byte[] MakeRepeatable(byte[] pdf)
    {
        var documentUuid = Uuid(pdf, "<xmpMM:DocumentID>uuid:"u8);
        var instanceUuid = Uuid(pdf, "<xmpMM:InstanceID>uuid:"u8);

        // In the trailer the identifier is a string of 16 bytes, in hexadecimal or not, whichever is shorter. No offset counts past it.
        var trailer = Found(pdf.AsSpan().LastIndexOf("trailer"u8));
        var idStart = trailer + Found(pdf.AsSpan(trailer).IndexOf("/ID ["u8));
        var idEnd = Found(pdf.AsSpan().LastIndexOf("]>>\nstartxref"u8));

        documentUuid.Fill((byte)'0');
        instanceUuid.Fill((byte)'0');
        var identity = new Guid(SHA256.HashData(pdf.AsSpan(0, idStart)).AsSpan(0, 16));
        Encoding.ASCII.GetBytes(identity.ToString("D"), documentUuid);
        Encoding.ASCII.GetBytes(identity.ToString("D"), instanceUuid);
        return [.. pdf.AsSpan(0, idStart), .. Encoding.ASCII.GetBytes($"/ID [<{identity:N}> <{identity:N}>"), .. pdf.AsSpan(idEnd)];
    }

    /// <summary>Title and author stand in the file before the metadata, unescaped: only the last mark is the engine's own.</summary>
    private static Span<byte> Uuid(byte[] pdf, ReadOnlySpan<byte> mark) => pdf.AsSpan(Found(pdf.AsSpan().LastIndexOf(mark)) + mark.Length, UuidLength);

    private static int Found(int index) => index >= 0
        ? index
        : throw new InvalidOperationException("The PDF engine no longer writes its identifiers as it used to; see PdfIdentity.");
}
