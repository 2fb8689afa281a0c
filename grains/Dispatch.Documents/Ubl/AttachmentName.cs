using System.Text;

namespace Dispatch.Documents.Ubl;

/// <summary>
/// Makes a bare file name that every system can store. Characters that some system forbids become <c>_</c>, dots and spaces at the
/// ends go, a device name of Windows gets <c>_</c> before it. A name with a path is not cut down to its end but refused: who writes
/// a path into it means something by it.
/// </summary>
internal static class AttachmentName
{
    private const int MaxLength = 200;

    private static readonly HashSet<Rune> Forbidden = [.. "<>:\"|?*".EnumerateRunes()];

    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(number => new[] { $"COM{number}", $"LPT{number}" })], StringComparer.OrdinalIgnoreCase);

    /// <summary>The name to store; none where it has a path or nothing is left of it.</summary>
    public static string? Of(string given)
    {
        if (given.Length > MaxLength || given.AsSpan().IndexOfAny('/', '\\') >= 0 || given is "." or ".." || (given.Length > 1 && given[1] == ':'))
            return null;

        var name = new StringBuilder();
        foreach (var rune in given.EnumerateRunes())
            name.Append(FieldCharacters.IsPrintable(rune) && !Forbidden.Contains(rune) ? rune.ToString() : "_");

        var bare = name.ToString().Trim(' ', '.');
        if (bare.Length == 0)
            return null;

        return Devices.Contains(bare.Split('.')[0].TrimEnd(' ')) ? "_" + bare : bare;
    }
}
