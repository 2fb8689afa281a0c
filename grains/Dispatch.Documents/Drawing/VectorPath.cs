using SkiaSharp;

namespace Dispatch.Documents.Drawing;

/// <summary>A filled outline in units of its own. Complete when made, and then safe to share between threads.</summary>
internal sealed class VectorPath : IDisposable
{
    private VectorPath(SKPath path)
    {
        Path = path;
        _ = path.Bounds;    // Skia computes them on first use; later uses only read
    }

    /// <summary>For the drawing surface only.</summary>
    public SKPath Path { get; }

    /// <summary>Reads the data of an SVG path.</summary>
    public static VectorPath FromSvg(string data) => new(SKPath.ParseSvgPathData(data));

    /// <summary>The union of rectangles given as x, y, width and height.</summary>
    public static VectorPath FromRectangles(IEnumerable<(int X, int Y, int Width, int Height)> rectangles)
    {
        using var builder = new SKPathBuilder();
        foreach (var (x, y, width, height) in rectangles)
            builder.AddRect(SKRect.Create(x, y, width, height));
        return new VectorPath(builder.Detach());
    }

    public void Dispose() => Path.Dispose();
}
