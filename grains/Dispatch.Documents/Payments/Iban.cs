namespace Dispatch.Documents.Payments;

/// <summary>International bank account numbers (ISO 13616). Spaces and the case of letters do not matter.</summary>
public static class Iban
{
    private const int MinLength = 15;
    private const int MaxLength = 34;
    private const int SwissLength = 21;
    private const int FirstQrIid = 30000;
    private const int LastQrIid = 31999;

    /// <summary>The account without spaces, in capitals.</summary>
    public static string Compact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
    }

    /// <summary>
    /// Whether a person would take the text for an IBAN: with everything but letters and digits taken away, and a leading word
    /// "IBAN", two letters, two digits and 15 to 34 characters in all. Accounts of other kinds are no IBAN and are not checked as one.
    /// </summary>
    public static bool LooksLike(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bare = Bare(text);
        return bare.Length is >= MinLength and <= MaxLength
            && char.IsAsciiLetterUpper(bare[0]) && char.IsAsciiLetterUpper(bare[1]) && char.IsAsciiDigit(bare[2]) && char.IsAsciiDigit(bare[3]);
    }

    /// <summary>Whether form and check digits are right, and for Switzerland and Liechtenstein the length.</summary>
    public static bool IsValid(string text)
    {
        var iban = Compact(text);
        return LooksLike(iban) && iban == Bare(iban)
            && (!IsSwiss(iban) || (iban.Length == SwissLength && iban.AsSpan(4, 5).IndexOfAnyExceptInRange('0', '9') < 0))
            && Modulo97.IsOne(iban);
    }

    /// <summary>Whether the text looks like an account of Switzerland or Liechtenstein, right or wrong.</summary>
    public static bool IsSwiss(string text) => LooksLike(text) && (Bare(text).StartsWith("CH", StringComparison.Ordinal) || Bare(text).StartsWith("LI", StringComparison.Ordinal));

    /// <summary>Whether a valid Swiss or Liechtenstein account is a QR-IBAN: its institution (characters 5 to 9) is 30000 to 31999.</summary>
    public static bool IsQrIban(string text) => IsSwiss(text) && IsValid(text)
        && int.Parse(Compact(text).AsSpan(4, 5), System.Globalization.CultureInfo.InvariantCulture) is >= FirstQrIid and <= LastQrIid;

    /// <summary>The printed form: groups of four.</summary>
    public static string Format(string text) => string.Join(' ', Compact(text).Chunk(4).Select(group => new string(group)));

    private static string Bare(string text)
    {
        var bare = new string([.. text.Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant();
        return bare.StartsWith("IBAN", StringComparison.Ordinal) ? bare[4..] : bare;
    }
}
