using System.Globalization;
using System.Text;

namespace Dispatch.Documents.Drawing;

/// <summary>
/// The objects of a file that <see cref="PdfDrawing"/> finished, so that some can be replaced and others added. It knows just the one shape that the
/// PDF engine writes (a classic cross-reference table, objects one after the other, generation 0) and says so where it meets another.
/// </summary>
internal sealed class PdfObjects
{
    private const int EntryLength = 20;
    private const int OffsetLength = 10;

    private readonly SortedDictionary<int, ReadOnlyMemory<byte>> _objects = [];
    private readonly List<int> _order;
    private readonly ReadOnlyMemory<byte> _header;

    public PdfObjects(ReadOnlyMemory<byte> pdf)
    {
        var table = Found(pdf.Span.LastIndexOf("\nxref\n0 "u8)) + 1;
        var count = Number(pdf.Span[(table + "xref\n0 ".Length)..]);
        var entries = table + "xref\n0 ".Length + Digits(count) + 1;
        var offsets = Enumerable.Range(1, count - 1).Select(number => (Number: number, Offset: Number(pdf.Span.Slice(entries + (number * EntryLength), OffsetLength)))).OrderBy(entry => entry.Offset).ToList();
        for (var index = 0; index < offsets.Count; index++)
        {
            var end = index + 1 < offsets.Count ? offsets[index + 1].Offset : table;
            _objects.Add(offsets[index].Number, pdf[offsets[index].Offset..end]);
        }

        _order = offsets.ConvertAll(entry => entry.Number);
        _header = pdf[..offsets[0].Offset];
        Trailer = Encoding.Latin1.GetString(pdf.Span[(entries + (count * EntryLength))..Found(pdf.Span.LastIndexOf("startxref"u8))]);
    }

    /// <summary>The dictionary at the end of the file with its keyword.</summary>
    public string Trailer { get; }

    /// <summary>The object that a key of the trailer or of another object refers to.</summary>
    public static int Reference(string dictionary, string key)
    {
        var start = Found(dictionary.IndexOf($"{key} ", StringComparison.Ordinal)) + key.Length + 1;
        return int.Parse(dictionary.AsSpan(start, Found(dictionary.AsSpan(start).IndexOf(" 0 R", StringComparison.Ordinal))), CultureInfo.InvariantCulture);
    }

    /// <summary>An object as it stands in the file, from its number to <c>endobj</c>.</summary>
    public string Text(int number) => Encoding.Latin1.GetString(_objects[number].Span);

    /// <summary>Puts the content of an object, without its number, in the place of the one before.</summary>
    public void Replace(int number, ReadOnlyMemory<byte> content) =>
        _objects[number] = (byte[])[.. Encoding.ASCII.GetBytes($"{number} 0 obj\n"), .. content.Span, .. "\nendobj\n"u8];

    /// <summary>Adds an object, and gives its number.</summary>
    public int Add(ReadOnlyMemory<byte> content)
    {
        var number = _objects.Keys.Last() + 1;
        _order.Add(number);
        Replace(number, content);
        return number;
    }

    /// <summary>The whole file.</summary>
    /// <param name="version">Of PDF, one digit after the point.</param>
    /// <param name="trailer">The dictionary at the end with its keyword; its size is set here.</param>
    public byte[] Write(string version, string trailer)
    {
        using var output = new MemoryStream();
        output.Write(Encoding.ASCII.GetBytes($"%PDF-{version}"));
        output.Write(_header.Span["%PDF-1.4".Length..]);
        var offsets = new Dictionary<int, long>();
        foreach (var number in _order)
        {
            offsets.Add(number, output.Position);
            output.Write(_objects[number].Span);
        }

        var table = output.Position;
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var number in _objects.Keys)
            text.Append(CultureInfo.InvariantCulture, $"{offsets[number]:D10} 00000 n \n");
        text.Append(WithSize(trailer)).Append(CultureInfo.InvariantCulture, $"startxref\n{table}\n%%EOF\n");
        output.Write(Encoding.Latin1.GetBytes(text.ToString()));
        return output.ToArray();
    }

    /// <summary>Where something stands that must be there.</summary>
    public static int Found(int index) => index >= 0
        ? index
        : throw new InvalidOperationException("The PDF engine no longer writes files as it used to; see PdfObjects.");

    private string WithSize(string trailer)
    {
        var start = Found(trailer.IndexOf("/Size ", StringComparison.Ordinal)) + "/Size ".Length;
        return $"{trailer[..start]}{_objects.Count + 1}{trailer[(start + Digits(Number(Encoding.ASCII.GetBytes(trailer[start..]))))..]}";
    }

    private static int Number(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return int.Parse(length < 0 ? text : text[..length], NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;
}
