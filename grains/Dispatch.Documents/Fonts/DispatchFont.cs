using SkiaSharp;

namespace Dispatch.Documents.Fonts;

/// <summary>One cut of Dispatch Sans, loaded once and shared by all threads: a typeface of Skia never changes.</summary>
internal sealed class DispatchFont
{
    private const int UnitsPerEm = 2048;

    // The PDF engine embeds files whole, so characters that Western bills do not need stand in files of their own.
    private static readonly string[] s_parts = ["", "Extended", "Further", "Greek", "Cyrillic"];

    private static readonly DispatchFont s_regular = new("Regular");
    private static readonly DispatchFont s_bold = new("Bold");

    private readonly SKTypeface[] _typefaces;
    private readonly byte[] _partNumbers = new byte[char.MaxValue + 1];    // from 1; 0 where no part has the character
    private readonly ushort[] _advances = new ushort[char.MaxValue + 1];

    private DispatchFont(string style)
    {
        var characters = Enumerable.Range(0, char.MaxValue + 1).ToArray();
        _typefaces = Array.ConvertAll(s_parts, part => Load($"DispatchSans{part}-{style}.ttf"));
        for (var part = 0; part < _typefaces.Length; part++)
        {
            using var font = new SKFont(_typefaces[part], UnitsPerEm) { Hinting = SKFontHinting.None, LinearMetrics = true };
            var glyphs = font.GetGlyphs(characters);
            var widths = font.GetGlyphWidths(glyphs);
            foreach (var character in characters)
            {
                if (glyphs[character] == 0 || _partNumbers[character] != 0)
                    continue;
                _partNumbers[character] = (byte)(part + 1);
                _advances[character] = (ushort)Math.Round(widths[character]);
            }
        }
    }

    public static DispatchFont Of(FontWeight weight) => weight == FontWeight.Bold ? s_bold : s_regular;

    /// <summary>Whether the font can draw the character; never true for half of a surrogate pair.</summary>
    public bool Has(char character) => _partNumbers[character] != 0;

    /// <summary>The number of the part that draws the character, from 1; 0 if none does.</summary>
    public int PartOf(char character) => _partNumbers[character];

    /// <summary>For the drawing surface only.</summary>
    public SKTypeface Typeface(int part) => _typefaces[part - 1];

    /// <summary>The width of a prepared text in ems.</summary>
    public double WidthInEms(ReadOnlySpan<char> text)
    {
        var units = 0;
        foreach (var character in text)
            units += _advances[character];
        return (double)units / UnitsPerEm;
    }

    /// <summary>The font file of the first part, for the library that marks ready PDFs.</summary>
    public static byte[] File(FontWeight weight) => Resource($"DispatchSans-{weight}.ttf");

    private static SKTypeface Load(string resource)
    {
        using var data = SKData.CreateCopy(Resource(resource));
        return SKTypeface.FromData(data)
            ?? throw new InvalidOperationException($"The embedded font {resource} cannot be read; make it again with Fonts/make-fonts.sh.");
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(DispatchFont).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The font {name} is not embedded; make it with Fonts/make-fonts.sh.");
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return file;
    }
}
