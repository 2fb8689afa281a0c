namespace Dispatch.Abstractions;

/// <summary>The form of ids that we or the operator choose: billers, definitions, runs. A printer's name is a <see cref="PrinterName"/>.</summary>
public static class Identifier
{
    /// <summary>The rule in words, for messages.</summary>
    public const string Rule = "1 to 64 of the characters A-Z, a-z, 0-9, dot, hyphen and underscore, not starting with a dot and not digits alone";

    /// <summary>
    /// Whether the text is such an id. Digits alone are excluded because a dispatch's name ends in its definition or in the number of a copy,
    /// and a reader must be able to tell them apart.
    /// </summary>
    public static bool IsValid(string? text) => HasForm(text) && !text!.All(char.IsAsciiDigit);

    /// <summary>Length and characters alone: what can be a file's or a folder's name everywhere.</summary>
    internal static bool HasForm(string? text) =>
        text is { Length: >= 1 and <= 64 }
        && text[0] != '.'
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
