using System.Text;

namespace Dispatch.Documents.Fonts;

/// <summary>
/// Says which characters of a text the documents' font cannot draw. It has Latin with Vietnamese, Greek and Cyrillic. Check
/// texts before finalizing: the renderer throws rather than print a box in the place of a letter.
/// </summary>
public static class FontCoverage
{
    /// <summary>The characters that cannot be drawn, each once, in the order in which they occur; empty if the text is fine.</summary>
    /// <param name="text">Any text; it is prepared as the renderer does: composed (NFC), invisible format characters left out.</param>
    public static IReadOnlyList<Rune> Missing(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var font = DispatchFont.Of(FontWeight.Regular);
        List<Rune>? missing = null;
        foreach (var rune in PrintText.Prepare(text).EnumerateRunes())
        {
            if (rune.Value == '\n' || (rune.IsBmp && font.Has((char)rune.Value)) || missing?.Contains(rune) == true)
                continue;
            (missing ??= []).Add(rune);
        }

        return missing ?? (IReadOnlyList<Rune>)[];
    }
}
