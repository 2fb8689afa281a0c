namespace Dispatch.Abstractions;

/// <summary>The form of a printer's name, wherever it stands: in the configuration, a definition or a biller.</summary>
public static class PrinterName
{
    /// <summary>The rule in words, for messages.</summary>
    public const string Rule = "1 to 64 of the characters A-Z, a-z, 0-9, dot, hyphen and underscore, not starting with a dot";

    /// <summary>Whether the text is such a name. Digits alone are one: no dispatch's name ends in a printer's.</summary>
    public static bool IsValid(string? text) => Identifier.HasForm(text);
}
