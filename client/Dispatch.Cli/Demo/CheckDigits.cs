namespace Dispatch.Cli.Demo;

/// <summary>Completes the invented account numbers, references and company ids of the sample with their check digits.</summary>
internal static class CheckDigits
{
    private static readonly int[] _recursive = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];
    private static readonly int[] _uidWeights = [5, 4, 3, 2, 7, 6, 5, 4];

    /// <summary>ISO 13616: the IBAN of <paramref name="account"/> (everything after the check digits).</summary>
    public static string Iban(string country, string account) => country + Modulo97(account, country) + account;

    /// <summary>ISO 11649: the creditor reference (SCOR) of <paramref name="reference"/>.</summary>
    public static string CreditorReference(string reference) => "RF" + Modulo97(reference, "RF") + reference;

    /// <summary>The QR reference (QRR): 26 digits and the digit of modulo 10 recursive.</summary>
    public static string QrReference(string digits)
    {
        var carry = 0;
        foreach (var digit in digits)
            carry = _recursive[(carry + digit - '0') % 10];
        return digits + (char)('0' + (10 - carry) % 10);
    }

    /// <summary>The Swiss company id (UID) with eight given digits, as <c>CHE-123.456.788</c>.</summary>
    /// <exception cref="ArgumentException">The modulo 11 rule has no check digit for these digits.</exception>
    public static string Uid(string digits)
    {
        var sum = 0;
        for (var position = 0; position < _uidWeights.Length; position++)
            sum += _uidWeights[position] * (digits[position] - '0');
        var check = (11 - sum % 11) % 11;
        return check < 10
            ? $"CHE-{digits[..3]}.{digits[3..6]}.{digits[6..]}{check}"
            : throw new ArgumentException($"UID digits {digits} have no check digit; use others.", nameof(digits));
    }

    private static string Modulo97(string body, string prefix)
    {
        var remainder = 0;
        foreach (var character in body + prefix + "00")
        {
            remainder = char.IsAsciiDigit(character)
                ? (remainder * 10 + character - '0') % 97
                : (remainder * 100 + character - 'A' + 10) % 97;
        }

        return $"{98 - remainder:00}";
    }
}
