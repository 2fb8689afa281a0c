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

    /// <summary>Closed polygons by their corners; holes run the other way round.</summary>
    public static VectorPath FromPolygons(IEnumerable<IReadOnlyList<(int X, int Y)>> polygons)
    {
        using var builder = new SKPathBuilder();
        foreach (var polygon in polygons)
            builder.AddPoly([.. polygon.Select(corner => new SKPoint(corner.X, corner.Y))], close: true);
        return new VectorPath(builder.Detach());
    }

    public void Dispose() => Path.Dispose();
}
