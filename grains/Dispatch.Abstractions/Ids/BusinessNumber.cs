using System.Globalization;

namespace Dispatch.Abstractions;

/// <summary>The form of numbers that the billing system chooses: invoices, subscriptions, contracts.</summary>
public static class BusinessNumber
{
    /// <summary>The rule in words, for messages.</summary>
    public const string Rule = "1 to 64 printable characters without leading or trailing spaces, other than '.' and '..'";

    /// <summary>Whether the text is such a number; slashes, backslashes and spaces inside are legal.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: >= 1 and <= 64 }
        && text is not ("." or "..")
        && !char.IsWhiteSpace(text[0])
        && !char.IsWhiteSpace(text[^1])
        && text.All(IsPrintable);

    private static bool IsPrintable(char c) => char.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
