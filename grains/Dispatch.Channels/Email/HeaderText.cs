using System.Globalization;

namespace Dispatch.Channels.Email;

/// <summary>What may stand in a header.</summary>
internal static class HeaderText
{
    /// <summary>Whether the character is a control character or breaks a line, so that a header could end early.</summary>
    public static bool IsUnsafe(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';

    /// <summary>Whether a text has a character that no header may have, or half of one.</summary>
    public static bool IsUnsafe(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsUnsafe(text[i]))
                return true;
            if (char.IsSurrogate(text[i]) && CharUnicodeInfo.GetUnicodeCategory(text, i) == UnicodeCategory.Surrogate)
                return true;
            if (char.IsHighSurrogate(text[i]))
                i++;
        }

        return false;
    }
}
