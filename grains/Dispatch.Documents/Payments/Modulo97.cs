namespace Dispatch.Documents.Payments;

/// <summary>The check of ISO 7064 MOD 97-10 as IBAN and ISO 11649 use it: the first four characters are moved to the end, letters count 10 to 35.</summary>
internal static class Modulo97
{
    /// <summary>Whether the check digits are right. They are 02 to 98: 00, 01 and 99 would give the same remainder as a right pair.</summary>
    public static bool IsOne(string text) => text[2..4] is not ("00" or "01" or "99") && Of(text) == 1;

    /// <summary>The two check digits for a text whose third and fourth characters are 00.</summary>
    public static string CheckDigits(string text) => (98 - Of(text)).ToString("00", System.Globalization.CultureInfo.InvariantCulture);

    private static int Of(string text)
    {
        var remainder = 0;
        foreach (var character in text[4..] + text[..4])
        {
            var value = char.IsAsciiDigit(character) ? character - '0' : character - 'A' + 10;
            remainder = ((remainder * (value < 10 ? 10 : 100)) + value) % 97;
        }
        return remainder;
    }
}
