using Dispatch.Documents.Fonts;
using Dispatch.Documents.Rendering;
using SkiaSharp;

namespace Dispatch.Documents.Drawing;

/// <summary>
/// The surface on which documents are drawn: millimetres from the top left, sizes of text and lines in points. Nothing outside
/// this folder and <c>Fonts/</c> knows that Skia does it. One drawing belongs to one thread. Equal calls give equal bytes.
/// </summary>
internal sealed class PdfDrawing : IDisposable
{
    private const float PointsPerMillimetre = 72 / 25.4f;

    private readonly Dictionary<(FontWeight Weight, int Part, double Size), SKFont> _fonts = [];
    private readonly MemoryStream _output = new(64 * 1024);
    private readonly SKPaint _fill = new() { Style = SKPaintStyle.Fill, IsAntialias = true };
    private readonly SKPaint _stroke = new() { Style = SKPaintStyle.Stroke, IsAntialias = true };
    private readonly SKDocument _document;
    private SKCanvas? _canvas;

    public PdfDrawing(DocumentProperties properties)
    {
        var date = properties.Date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        _document = SKDocument.CreatePdf(_output, new SKDocumentPdfMetadata
        {
            Title = properties.Title,
            Author = properties.Author,
            Creator = "Dispatch.Orleans",
            Producer = "Dispatch.Orleans",
            Creation = date,
            Modified = date,
            EncodingQuality = SKDocumentPdfMetadata.DefaultEncodingQuality,
            RasterDpi = SKDocumentPdfMetadata.DefaultRasterDpi,
            PdfA = true,
        });
    }

    private SKCanvas Canvas => _canvas ?? throw new InvalidOperationException("Call BeginPage before drawing.");

    public void BeginPage(double width, double height)
    {
        if (_canvas is not null)
            _document.EndPage();
        _canvas = _document.BeginPage(Points(width), Points(height));
    }

    /// <summary>Draws one line of text.</summary>
    /// <exception cref="RenderingException">The font lacks a character.</exception>
    public void Text(double x, double baseline, string text, TextStyle style, TextAlign align = TextAlign.Left)
    {
        var prepared = PrintText.PrepareLine(text);
        var left = align switch
        {
            TextAlign.Right => x - style.WidthOfPrepared(prepared),
            TextAlign.Center => x - (style.WidthOfPrepared(prepared) / 2),
            _ => x,
        };
        _fill.Color = Colour(style.Ink);
        var font = DispatchFont.Of(style.Weight);
        for (var start = 0; start < prepared.Length;)
        {
            var end = EndOfRun(prepared, start, font);
            var run = prepared[start..end];
            Canvas.DrawText(run, Points(left), Points(baseline), SKTextAlign.Left, FontOf(style, font.PartOf(run[0])), _fill);
            left += style.WidthOfPrepared(run);
            start = end;
        }
    }

    /// <summary>Draws one line of text around a centre, turned anticlockwise.</summary>
    /// <exception cref="RenderingException">The font lacks a character.</exception>
    public void TurnedText(double centreX, double centreY, double degrees, string text, TextStyle style)
    {
        Canvas.Save();
        Canvas.RotateDegrees((float)-degrees, Points(centreX), Points(centreY));
        Text(centreX, centreY, text, style, TextAlign.Center);
        Canvas.Restore();
    }

    public void Line(double fromX, double fromY, double toX, double toY, double width, Ink ink)
    {
        _stroke.Color = Colour(ink);
        _stroke.StrokeWidth = (float)width;
        Canvas.DrawLine(Points(fromX), Points(fromY), Points(toX), Points(toY), _stroke);
    }

    public void Rectangle(double x, double y, double width, double height, Ink ink)
    {
        _fill.Color = Colour(ink);
        Canvas.DrawRect(Points(x), Points(y), Points(width), Points(height), _fill);
    }

    /// <summary>Fills a path whose origin comes to lie at x, y and whose unit becomes <paramref name="unit"/> millimetres.</summary>
    public void Path(VectorPath path, double x, double y, double unit, Ink ink, double degrees = 0)
    {
        _fill.Color = Colour(ink);
        Canvas.Save();
        Canvas.Translate(Points(x), Points(y));
        Canvas.RotateDegrees((float)-degrees);
        Canvas.Scale(Points(unit));
        Canvas.DrawPath(path.Path, _fill);
        Canvas.Restore();
    }

    /// <summary>Draws a picture as large as the box allows, at its top left.</summary>
    public void Picture(Picture picture, double x, double y, double maximalWidth, double maximalHeight)
    {
        var scale = Math.Min(maximalWidth / picture.Width, maximalHeight / picture.Height);
        Canvas.Save();
        Canvas.Translate(Points(x), Points(y));
        Canvas.Scale(Points(scale));
        picture.DrawOn(Canvas);
        Canvas.Restore();
    }

    /// <summary>Ends the document and gives its bytes.</summary>
    public byte[] Finish()
    {
        _document.EndPage();
        _document.Close();
        return PdfIdentity.MakeRepeatable(_output.ToArray());
    }

    public void Dispose()
    {
        foreach (var font in _fonts.Values)
            font.Dispose();
        _document.Dispose();
        _fill.Dispose();
        _stroke.Dispose();
        _output.Dispose();
    }

    private static float Points(double millimetres) => (float)(millimetres * PointsPerMillimetre);

    private static SKColor Colour(Ink ink) => new(ink.Red, ink.Green, ink.Blue);

    // Most texts are one run; another alphabet comes from another font file.
    private static int EndOfRun(string text, int start, DispatchFont font)
    {
        var part = font.PartOf(text[start]);
        if (part == 0)
            throw RenderingException.MissingCharacter(FontCoverage.Missing(text)[0]);
        var end = start + 1;
        while (end < text.Length && font.PartOf(text[end]) == part)
            end++;
        return end;
    }

    private SKFont FontOf(TextStyle style, int part)
    {
        if (!_fonts.TryGetValue((style.Weight, part, style.Size), out var font))
        {
            font = new SKFont(DispatchFont.Of(style.Weight).Typeface(part), (float)style.Size)
            {
                Hinting = SKFontHinting.None,
                LinearMetrics = true,
                Subpixel = true,
            };
            _fonts.Add((style.Weight, part, style.Size), font);
        }

        return font;
    }
}
