namespace Dispatch.Documents.Payments;

/// <summary>QR references: 27 digits, the last a check digit modulo 10 recursive. Spaces do not matter.</summary>
public static class QrReference
{
    private const int Length = 27;
    private static readonly int[] Carries = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];

    /// <summary>The reference without spaces.</summary>
    public static string Compact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace(" ", "", StringComparison.Ordinal);
    }

    /// <summary>Whether the text has the form of a QR reference, with a right check digit or a wrong one.</summary>
    public static bool LooksLike(string text) => Compact(text) is { Length: Length } digits && digits.All(char.IsAsciiDigit);

    /// <summary>Whether form and check digit are right and it is not all zeros.</summary>
    public static bool IsValid(string text) =>
        LooksLike(text) && Compact(text) is var digits && digits.Any(digit => digit != '0') && CheckDigit(digits[..^1]) == digits[^1];

    /// <summary>Makes a reference of at most 26 digits: zeros before them, the check digit after.</summary>
    /// <exception cref="ArgumentException">It is empty, too long, all zeros or has other characters than digits.</exception>
    public static string Create(string digits)
    {
        var bare = Compact(digits);
        if (bare.Length is 0 or >= Length || !bare.All(char.IsAsciiDigit) || bare.All(digit => digit == '0'))
            throw new ArgumentException($"'{bare}' makes no QR reference; give 1 to {Length - 1} digits that are not all 0.", nameof(digits));

        var padded = bare.PadLeft(Length - 1, '0');
        return padded + CheckDigit(padded);
    }

    /// <summary>The printed form: two digits, then groups of five.</summary>
    public static string Format(string text)
    {
        var digits = Compact(text);
        var first = digits.Length % 5;
        var groups = digits[first..].Chunk(5).Select(group => new string(group));
        return string.Join(' ', first == 0 ? groups : groups.Prepend(digits[..first]));
    }

    private static char CheckDigit(string digits)
    {
        var carry = 0;
        foreach (var digit in digits)
            carry = Carries[(carry + digit - '0') % 10];
        return (char)('0' + ((10 - carry) % 10));
    }
}
