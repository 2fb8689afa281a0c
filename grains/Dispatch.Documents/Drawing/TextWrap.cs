using Dispatch.Documents.Fonts;

namespace Dispatch.Documents.Drawing;

/// <summary>Breaks texts into lines of a given width.</summary>
internal static class TextWrap
{
    /// <summary>Breaks at line feeds and spaces, after hyphens and slashes, and within a word only where it is longer than a line.</summary>
    public static IReadOnlyList<string> Lines(string text, TextStyle style, double width)
    {
        var prepared = PrintText.Prepare(text);
        if (!prepared.Contains('\n', StringComparison.Ordinal) && style.WidthOfPrepared(prepared) <= width)
            return [prepared];

        var lines = new List<string>();
        foreach (var paragraph in prepared.Split('\n'))
            WrapParagraph(paragraph.AsSpan().TrimEnd(' '), style, width, lines);
        return lines;
    }

    private static void WrapParagraph(ReadOnlySpan<char> rest, TextStyle style, double width, List<string> lines)
    {
        while (style.WidthOfPrepared(rest) > width)
        {
            var length = FittingLength(rest, style, width);
            lines.Add(rest[..length].TrimEnd(' ').ToString());
            rest = rest[length..].TrimStart(' ');
            if (rest.IsEmpty)
                return;
        }

        lines.Add(rest.ToString());
    }

    // Where the line ends: after the last chance that fits, else after as many characters as fit, but at least one.
    private static int FittingLength(ReadOnlySpan<char> text, TextStyle style, double width)
    {
        var used = 0.0;
        var chance = 0;
        for (var index = 0; index < text.Length; index++)
        {
            used += style.WidthOfPrepared(text.Slice(index, 1));
            if (used > width && text[index] != ' ')
                return chance > 0 ? chance : Math.Max(index, 1);
            if (text[index] is ' ' || (text[index] is '-' or '\u2010' or '/' && index > 0))
                chance = index + 1;
        }

        return text.Length;
    }
}
