using Dispatch.Documents.Fonts;

namespace Dispatch.Documents.Drawing;

/// <summary>Weight, size in points and colour of a text.</summary>
internal sealed record TextStyle(FontWeight Weight, double Size, Ink Ink)
{
    private const double MillimetresPerPoint = 25.4 / 72;

    /// <summary>The width of one line of text in millimetres.</summary>
    public double WidthOf(string text) => WidthOfPrepared(PrintText.PrepareLine(text));

    /// <summary>The width in millimetres of a text that <see cref="PrintText"/> has prepared.</summary>
    public double WidthOfPrepared(ReadOnlySpan<char> text) => DispatchFont.Of(Weight).WidthInEms(text) * Size * MillimetresPerPoint;
}
