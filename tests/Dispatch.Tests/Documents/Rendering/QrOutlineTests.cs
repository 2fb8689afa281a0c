using CsCheck;
using Dispatch.Documents.Rendering.Slip;

namespace Dispatch.Tests.Documents.Rendering;

public sealed class QrOutlineTests
{
    [Fact]
    public void Trace_AnyMatrix_EnclosesExactlyTheDarkModules() =>
        Gen.Bool.Array2D[Gen.Int[1, 12], Gen.Int[1, 12]].Sample(isDark =>
        {
            var outlines = QrOutline.Trace(isDark).ToList();

            for (var x = 0; x < isDark.GetLength(0); x++)
            {
                for (var y = 0; y < isDark.GetLength(1); y++)
                    Assert.Equal(isDark[x, y] ? 1 : 0, outlines.Sum(outline => Winding(outline, x + 0.5, y + 0.5)));
            }
        });

    // How often an outline runs around a point: vertical edges to the right of it, down counted against up.
    private static int Winding(IReadOnlyList<(int X, int Y)> outline, double x, double y)
    {
        var winding = 0;
        for (var index = 0; index < outline.Count; index++)
        {
            var (from, to) = (outline[index], outline[(index + 1) % outline.Count]);
            if (from.X == to.X && from.X > x && Math.Min(from.Y, to.Y) < y && Math.Max(from.Y, to.Y) > y)
                winding += to.Y > from.Y ? 1 : -1;
        }

        return winding;
    }
}
