namespace Dispatch.Documents.Payments;

/// <summary>Creditor references of ISO 11649: RF, two check digits, 1 to 21 letters and digits. Spaces and the case of letters do not matter.</summary>
public static class CreditorReference
{
    private const int MinLength = 5;
    private const int MaxLength = 25;

    /// <summary>The reference without spaces, in capitals.</summary>
    public static string Compact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
    }

    /// <summary>Whether the text has the form of a creditor reference, with right check digits or wrong ones.</summary>
    public static bool LooksLike(string text) =>
        Compact(text) is { Length: >= MinLength and <= MaxLength } reference && reference.StartsWith("RF", StringComparison.Ordinal)
        && char.IsAsciiDigit(reference[2]) && char.IsAsciiDigit(reference[3]) && reference.All(char.IsAsciiLetterOrDigit);

    /// <summary>Whether form and check digits are right.</summary>
    public static bool IsValid(string text) => LooksLike(text) && Modulo97.IsOne(Compact(text));

    /// <summary>Makes a reference of 1 to 21 letters and digits.</summary>
    /// <exception cref="ArgumentException">It is empty, too long or has other characters.</exception>
    public static string Create(string text)
    {
        var bare = Compact(text);
        if (bare.Length is 0 or > MaxLength - 4 || !bare.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException($"'{bare}' makes no creditor reference; give 1 to {MaxLength - 4} letters and digits.", nameof(text));

        return "RF" + Modulo97.CheckDigits("RF00" + bare) + bare;
    }

    /// <summary>The printed form: groups of four.</summary>
    public static string Format(string text) => string.Join(' ', Compact(text).Chunk(4).Select(group => new string(group)));
}
