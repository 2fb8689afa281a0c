using System.Globalization;
using System.Text;

namespace Dispatch.Documents.Invoices;

/// <summary>How a value of a file is shown in an error or finding: one line, at most 100 characters, nothing that a terminal would obey.</summary>
internal static class ShownValue
{
    private const int MaxLength = 100;

    public static string Of(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return "";

        var shown = new StringBuilder();
        foreach (var character in value)
        {
            var piece = IsShownAsIs(character) ? character.ToString() : $"\\u{(int)character:X4}";
            if (shown.Length + piece.Length > MaxLength)
                return Shorten(shown);

            shown.Append(piece);
        }
        return shown.ToString();
    }

    public static string Of(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Shorten(StringBuilder shown)
    {
        shown.Length = Math.Min(shown.Length, MaxLength - 1);
        if (char.IsHighSurrogate(shown[^1]))
            shown.Length--;
        return shown.Append('…').ToString();
    }

    private static bool IsShownAsIs(char character) => char.GetUnicodeCategory(character) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
