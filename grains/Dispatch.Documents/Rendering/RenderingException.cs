using System.Text;

namespace Dispatch.Documents.Rendering;

/// <summary>A document cannot be drawn. What can be checked beforehand is: texts by <see cref="InvoiceRenderer.Check"/>, a logo by drawing a preview.</summary>
public sealed class RenderingException : Exception
{
    private RenderingException(string message) : base(message) { }

    internal static RenderingException MissingCharacter(Rune character) => new(
        $"U+{character.Value:X4} cannot be drawn: the documents' font has Latin, Greek and Cyrillic; InvoiceRenderer.Check finds it beforehand; replace the character.");

    internal static RenderingException BadLogo(string reason) => new($"The logo cannot be drawn: {reason}.");

    internal static RenderingException TooManyAddressLines(int count) => new(
        $"The addressee has {count} lines; 1 to 6 fit the window of an envelope.");
}
