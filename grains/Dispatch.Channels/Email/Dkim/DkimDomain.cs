using System.Globalization;

namespace Dispatch.Channels.Email.Dkim;

/// <summary>Domain names as signatures have them.</summary>
internal static class DkimDomain
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>The name in punycode and lower case; none if it is no name of at least two labels.</summary>
    public static string? Normalize(string domain)
    {
        if (!domain.Contains('.', StringComparison.Ordinal) || domain.EndsWith('.'))
            return null;
        try
        {
            return Idn.GetAscii(domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether the text can be a selector: labels of letters, digits and hyphens.</summary>
    public static bool IsSelector(string text) => text.Length is > 0 and <= 63 && text.Split('.').All(label =>
        label.Length > 0 && !label.StartsWith('-') && !label.EndsWith('-') && label.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'));
}
