using System.Buffers;
using System.Globalization;
using System.Net.Mail;
using System.Text;
using Dispatch.Abstractions;

namespace Dispatch.Grains;

/// <summary>Checks of texts at the door: what can be printed, put into a header or shown.</summary>
internal static class Text
{
    private const int MaxLength = 200;
    private const int MaxShownLength = 100;

    /// <summary>Adds an error if a one-line text is missing, too long or has control characters.</summary>
    public static void Check(List<Problem> errors, string field, string? value, bool isRequired = false)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            if (isRequired)
                errors.Add(new Problem("text_missing", field, "", $"{field} is empty.", "Fill it in."));
            return;
        }

        if (value.Length > MaxLength)
            errors.Add(new Problem("text_too_long", field, Shorten(value), $"{field} has {value.Length} characters.", $"Use at most {MaxLength}."));
        if (value.Any(IsControl) || HasHalfCharacter(value))
            errors.Add(new Problem("text_unprintable", field, Shorten(value), $"{field} has a line break or another control character.", "Write it in one line of printable characters."));
    }

    /// <summary>Whether the character is a control character or breaks a line: no font draws it, and a header or a terminal may obey it.</summary>
    public static bool IsControl(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';

    /// <summary>Whether there is one of two surrogates without the other, which no encoding can write.</summary>
    private static bool HasHalfCharacter(ReadOnlySpan<char> text)
    {
        while (Rune.DecodeFromUtf16(text, out _, out var length) == OperationStatus.Done)
            text = text[length..];
        return text.Length > 0;
    }

    /// <summary>Adds an error for each bad part of an address.</summary>
    public static void CheckAddress(List<Problem> errors, string field, PartyAddress address)
    {
        Check(errors, $"{field}.street", address.Street);
        Check(errors, $"{field}.buildingNumber", address.BuildingNumber);
        Check(errors, $"{field}.postalCode", address.PostalCode, isRequired: true);
        Check(errors, $"{field}.city", address.City, isRequired: true);
        if (address.Country is not { Length: 2 } || !address.Country.All(char.IsAsciiLetterUpper))
            errors.Add(new Problem("country_invalid", $"{field}.country", Shorten(address.Country ?? ""), $"{field}.country is no country code.", "Use two capital letters of ISO 3166-1, for example CH."));
    }

    /// <summary>Adds an error if a text is no e-mail address that can be used in a header and an envelope.</summary>
    public static void CheckEmail(List<Problem> errors, string field, string? value)
    {
        var isValid = value is { Length: >= 3 and <= 254 }
            && !value.Any(c => IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '"' or '(' or ')')
            && value.IndexOf('@', StringComparison.Ordinal) is > 0 and <= 64
            && value.LastIndexOf('@') == value.IndexOf('@', StringComparison.Ordinal)
            && !value.EndsWith('@')
            && MailAddress.TryCreate(value, out _);
        if (!isValid)
            errors.Add(new Problem("email_invalid", field, Shorten(value ?? ""), $"{field} is no e-mail address.", "Write it as local@domain, without spaces, line breaks or display name."));
    }

    /// <summary>A value as it may stand in an error: at most 100 characters, control characters escaped.</summary>
    public static string Shorten(string value)
    {
        var shown = new StringBuilder();
        foreach (var c in value.AsSpan(0, Math.Min(value.Length, MaxShownLength)))
        {
            if (IsControl(c))
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                shown.Append(c);
        }

        return value.Length > MaxShownLength ? shown.Append('…').ToString() : shown.ToString();
    }
}
