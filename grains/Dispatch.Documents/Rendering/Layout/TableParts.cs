using Dispatch.Documents.Drawing;

namespace Dispatch.Documents.Rendering.Layout;

/// <summary>Heads and headings, the same for all tables.</summary>
internal static class TableParts
{
    public static Block Heading(string text) => new(8, (drawing, top) => drawing.Text(Grid.Left, top + 5, text, Theme.Heading));

    /// <summary>Column titles over an accent line.</summary>
    public static Block Head(IReadOnlyList<(double X, string Title, TextAlign Align)> columns) => new(6.2, (drawing, top) =>
    {
        foreach (var (x, title, align) in columns)
            drawing.Text(x, top + 3.2, title, Theme.ColumnHead, align);
        drawing.Line(Grid.Left, top + 5, Grid.Right, top + 5, Theme.AccentLine, Theme.Accent);
    });

    public static void RowRule(PdfDrawing drawing, double y, double left = Grid.Left, double right = Grid.Right) =>
        drawing.Line(left, y, right, y, Theme.HairLine, Theme.Rule);
}
