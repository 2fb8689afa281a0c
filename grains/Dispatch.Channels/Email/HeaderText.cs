using System.Buffers;
using System.Text;

namespace Dispatch.Channels.Email;

/// <summary>What may stand in a header.</summary>
internal static class HeaderText
{
    /// <summary>Whether the character is a control character or breaks a line, so that a header could end early.</summary>
    public static bool IsUnsafe(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';

    /// <summary>Whether a text has a character that no header may have, or half of one.</summary>
    public static bool IsUnsafe(string text)
    {
        var rest = text.AsSpan();
        while (Rune.DecodeFromUtf16(rest, out _, out var length) == OperationStatus.Done)
        {
            if (IsUnsafe(rest[0]))
                return true;
            rest = rest[length..];
        }

        return rest.Length > 0;
    }
}
