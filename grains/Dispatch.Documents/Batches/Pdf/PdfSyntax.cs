using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Dispatch.Documents.Batches.Pdf;

/// <summary>Writes the tokens of a PDF (ISO 32000-1 §7.3). Every token but an operator ends so that another may follow.</summary>
internal static class PdfSyntax
{
    private const int LongestNumber = 32;

    public static ArrayBufferWriter<byte> Raw(this ArrayBufferWriter<byte> to, ReadOnlySpan<byte> bytes)
    {
        to.Write(bytes);
        return to;
    }

    public static ArrayBufferWriter<byte> Integer(this ArrayBufferWriter<byte> to, long value)
    {
        Utf8Formatter.TryFormat(value, to.GetSpan(LongestNumber), out var written);
        to.Advance(written);
        return to.Raw(" "u8);
    }

    /// <summary>Never with an exponent, which PDF does not know; ten decimals are more than its readers keep.</summary>
    public static ArrayBufferWriter<byte> Real(this ArrayBufferWriter<byte> to, double value)
    {
        if (value == Math.Floor(value) && Math.Abs(value) < 1e15)
            return to.Integer((long)value);
        Span<char> digits = stackalloc char[512];
        value.TryFormat(digits, out var length, "0.##########", System.Globalization.CultureInfo.InvariantCulture);
        to.Advance(Encoding.ASCII.GetBytes(digits[..length], to.GetSpan(length)));
        return to.Raw(" "u8);
    }

    public static ArrayBufferWriter<byte> Reference(this ArrayBufferWriter<byte> to, int number) => to.Integer(number).Raw("0 R "u8);

    /// <summary>A name with its slash, as PDFsharp has it: decoded, and made of UTF-8 where it is not ASCII.</summary>
    public static ArrayBufferWriter<byte> Name(this ArrayBufferWriter<byte> to, string name)
    {
        Span<byte> utf8 = name.Length <= 128 ? stackalloc byte[name.Length * 3] : new byte[name.Length * 3];
        utf8 = utf8[..Encoding.UTF8.GetBytes(name, utf8)];
        to.Raw("/"u8);
        foreach (var code in utf8[1..])
        {
            if (code is <= (byte)' ' or >= 0x7F or (byte)'#' or (byte)'/' or (byte)'%' or (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}')
                to.Raw("#"u8).Hex([code]);
            else
                to.Raw([code]);
        }

        return to.Raw(" "u8);
    }

    /// <summary>A string of bytes, in hexadecimal: no byte needs an escape, and no program between here and the printer changes line ends.</summary>
    public static ArrayBufferWriter<byte> Text(this ArrayBufferWriter<byte> to, ReadOnlySpan<byte> bytes) => to.Raw("<"u8).Hex(bytes).Raw("> "u8);

    public static ArrayBufferWriter<byte> Hex(this ArrayBufferWriter<byte> to, ReadOnlySpan<byte> bytes)
    {
        Convert.TryToHexString(bytes, to.GetSpan(bytes.Length * 2), out var written);
        to.Advance(written);
        return to;
    }
}
