using Dispatch.Documents.Drawing;
using Dispatch.Documents.Rendering.Layout;

namespace Dispatch.Documents.Rendering.Slip;

/// <summary>The marks of the slip that are no text: cutting lines with scissors, corner marks, the Swiss cross.</summary>
internal static class SlipMarks
{
    private const double CornerLength = 3;
    private const double CornerWidth = 0.75;
    private const double CutWidth = 0.5;
    private const double CrossSize = 7;

    // Two blades that point along the x axis, each with a ring for a handle; a unit is half a millimetre.
    private static readonly VectorPath s_scissors = VectorPath.FromSvg(
        "M10,-1.55 L4.2,0.15 L2.6,1.05 L1.9,0.55 L3.6,-0.55 L9.2,-1.75 Z M10,1.55 L9.2,1.75 L3.6,0.55 L1.9,-0.55 L2.6,-1.05 L4.2,-0.15 Z " +
        "M0.05,1.35 a1.3,1.3 0 1 1 2.6,0 a1.3,1.3 0 1 1 -2.6,0 Z M0.6,1.35 a0.75,0.75 0 1 0 1.5,0 a0.75,0.75 0 1 0 -1.5,0 Z " +
        "M0.05,-1.35 a1.3,1.3 0 1 1 2.6,0 a1.3,1.3 0 1 1 -2.6,0 Z M0.6,-1.35 a0.75,0.75 0 1 0 1.5,0 a0.75,0.75 0 1 0 -1.5,0 Z");

    // Arms 1 1/6 by 3 8/9 mm, in tenths of a millimetre around the centre.
    private static readonly VectorPath s_cross = VectorPath.FromSvg(
        "M-5.83,-19.44 H5.83 V-5.83 H19.44 V5.83 H5.83 V19.44 H-5.83 V5.83 H-19.44 V-5.83 H-5.83 Z");

    /// <summary>The line above the slip and the one between its parts, each with scissors.</summary>
    public static void DrawCutLines(PdfDrawing drawing, double top, double receiptWidth)
    {
        drawing.Line(0, top, Grid.PageWidth, top, CutWidth, Ink.Black);
        drawing.Line(receiptWidth, top, receiptWidth, Grid.PageHeight, CutWidth, Ink.Black);
        drawing.Path(s_scissors, 5, top, 0.5, Ink.Black);
        drawing.Path(s_scissors, receiptWidth, top + 5, 0.5, Ink.Black, degrees: -90);
    }

    public static void DrawCorners(PdfDrawing drawing, double x, double y, double width, double height)
    {
        var (right, bottom) = (x + width, y + height);
        foreach (var (cornerX, inwardX) in ((double, int)[])[(x, 1), (right, -1)])
        {
            foreach (var (cornerY, inwardY) in ((double, int)[])[(y, 1), (bottom, -1)])
            {
                drawing.Line(cornerX, cornerY, cornerX + (inwardX * CornerLength), cornerY, CornerWidth, Ink.Black);
                drawing.Line(cornerX, cornerY, cornerX, cornerY + (inwardY * CornerLength), CornerWidth, Ink.Black);
            }
        }
    }

    /// <summary>Black square with white border and white cross, 7 mm in all.</summary>
    public static void DrawSwissCross(PdfDrawing drawing, double centreX, double centreY)
    {
        drawing.Rectangle(centreX - (CrossSize / 2), centreY - (CrossSize / 2), CrossSize, CrossSize, Ink.White);
        drawing.Rectangle(centreX - 3, centreY - 3, 6, 6, Ink.Black);
        drawing.Path(s_cross, centreX, centreY, 0.1, Ink.White);
    }
}
