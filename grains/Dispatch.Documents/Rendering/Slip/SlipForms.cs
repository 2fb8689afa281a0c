using System.Globalization;

namespace Dispatch.Documents.Rendering.Slip;

/// <summary>How account, reference and amount are printed (Implementation Guidelines QR-bill, section 3.5).</summary>
internal static class SlipForms
{
    private static readonly NumberFormatInfo s_amount = new() { NumberDecimalSeparator = ".", NumberGroupSeparator = " ", NumberGroupSizes = [3] };

    /// <summary>An IBAN in groups of four; anything else as it is.</summary>
    public static string Account(string account) =>
        account.Length >= 15 && account.All(char.IsAsciiLetterOrDigit) && char.IsAsciiLetter(account[0]) && char.IsAsciiDigit(account[2]) ? Grouped(account, 4, 4) : account;

    /// <summary>27 digits as 2 and groups of five, ISO 11649 in groups of four; anything else as it is.</summary>
    public static string Reference(string reference)
    {
        if (reference.Length == 27 && reference.All(char.IsAsciiDigit))
            return Grouped(reference, 2, 5);
        return reference.Length is >= 5 and <= 25 && reference.StartsWith("RF", StringComparison.Ordinal) && reference.All(char.IsAsciiLetterOrDigit)
            ? Grouped(reference, 4, 4)
            : reference;
    }

    /// <summary>A space between thousands and always two decimals, in every language.</summary>
    public static string Amount(decimal amount) => amount.ToString("#,##0.00", s_amount);

    private static string Grouped(string text, int first, int others) =>
        $"{text[..first]} {string.Join(' ', text[first..].Chunk(others).Select(chunk => new string(chunk)))}";
}
