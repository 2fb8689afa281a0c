using Dispatch.Documents.Drawing;
using Dispatch.Documents.Fonts;

namespace Dispatch.Documents.Rendering.Slip;

/// <summary>A column of headings with their values, as both parts of the slip have it.</summary>
internal sealed class SlipText(double headingSize, double valueSize, double leading, double width)
{
    private const double MillimetresPerPoint = 25.4 / 72;

    private readonly TextStyle _heading = new(FontWeight.Bold, headingSize, Ink.Black);
    private readonly TextStyle _value = new(FontWeight.Regular, valueSize, Ink.Black);
    private readonly List<(string Heading, IReadOnlyList<string> Lines, double BoxWidth, double BoxHeight)> _sections = [];

    /// <summary>The distance between baselines in millimetres.</summary>
    private double Pitch { get; } = leading * MillimetresPerPoint;

    /// <summary>From the top of the first heading to the last baseline, in millimetres.</summary>
    public double Height => _sections.Sum(section => Pitch * (2 + section.Lines.Count)) + _sections.Sum(section => section.BoxHeight) - (2 * Pitch) + Ascent(_heading);

    public void Add(string heading, IEnumerable<string> values) =>
        _sections.Add((heading, [.. values.Where(value => value.Length > 0).SelectMany(value => TextWrap.Lines(value, _value, width))], 0, 0));

    /// <summary>Leaves an empty box with corner marks for writing by hand.</summary>
    public void AddBox(string heading, double boxWidth, double boxHeight) => _sections.Add((heading, [], boxWidth, boxHeight));

    public void Draw(PdfDrawing drawing, double x, double top)
    {
        var y = top + Ascent(_heading);
        foreach (var (heading, lines, boxWidth, boxHeight) in _sections)
        {
            drawing.Text(x, y, heading, _heading);
            if (boxHeight > 0)
                SlipMarks.DrawCorners(drawing, x, y + 1.2, boxWidth, boxHeight);
            foreach (var line in lines)
            {
                y += Pitch;
                drawing.Text(x, y, line, _value);
            }

            y += boxHeight + (2 * Pitch);
        }
    }

    /// <summary>The guidelines' reference drawings reckon four fifths of the size above the baseline.</summary>
    public static double Ascent(TextStyle style) => style.Size * 0.8 * MillimetresPerPoint;
}
