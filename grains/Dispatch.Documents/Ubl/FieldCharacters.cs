using System.Buffers;
using System.Globalization;
using System.Text;

namespace Dispatch.Documents.Ubl;

/// <summary>Which characters a field may not have.</summary>
internal static class FieldCharacters
{
    private static readonly char[] Controls = [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Append(0x2028).Append(0x2029).Select(code => (char)code)];

    /// <summary>Control characters and everything that breaks a line.</summary>
    public static readonly SearchValues<char> RefusedInLine = SearchValues.Create(Controls);

    /// <summary>The same other than tab, line feed and carriage return: U+0085, U+2028 and U+2029 end a line for some programs and are nothing to others.</summary>
    public static readonly SearchValues<char> RefusedInText = SearchValues.Create([.. Controls.Except(['\t', '\n', '\r'])]);

    /// <summary>What a number has beside its sign.</summary>
    public static readonly SearchValues<char> Decimal = SearchValues.Create("0123456789.");

    /// <summary>Whether a person sees the character: no control, format or private character and no space other than U+0020.</summary>
    public static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
