using Dispatch.Tests.Documents.Rendering;
using SkiaSharp;

namespace Dispatch.Tests.Documents.Batches;

/// <summary>Compares pages as poppler draws them.</summary>
internal static class BatchPictures
{
    private const int DotsPerInch = 100;
    private const double PixelsPerMillimetre = DotsPerInch / 25.4;

    /// <summary>Fails where a page of a batch looks different from the original outside the mark, or has no white ground inside it.</summary>
    public static void AssertSameOutsideTheMark(ReadOnlyMemory<byte> original, int originalPage, ReadOnlyMemory<byte> batch, int batchPage)
    {
        using var expected = PageImage.Draw(original, originalPage, DotsPerInch);
        using var actual = PageImage.Draw(batch, batchPage, DotsPerInch);
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));

        var different = new List<(int X, int Y, SKColor Expected, SKColor Actual)>();
        var (expectedPixels, actualPixels) = (expected.Pixels, actual.Pixels);
        for (var index = 0; index < expectedPixels.Length; index++)
        {
            var (x, y) = (index % expected.Width, index / expected.Width);
            if (!IsInTheMark(x, y) && Distance(expectedPixels[index], actualPixels[index]) > 8)
                different.Add((x, y, expectedPixels[index], actualPixels[index]));
        }

        Assert.True(different.Count == 0, $"Page {batchPage}: {different.Count} pixels differ: {string.Join(' ', different.Take(20))}");
        Assert.Equal(SKColors.White, actual.GetPixel((int)(14.7 * PixelsPerMillimetre), (int)(128 * PixelsPerMillimetre)));
    }

    private static bool IsInTheMark(int x, int y) => x / PixelsPerMillimetre is > 3.7 and < 15.5 && y / PixelsPerMillimetre is > 113.7 and < 133.5;

    private static int Distance(SKColor one, SKColor other) =>
        Math.Max(Math.Abs(one.Red - other.Red), Math.Max(Math.Abs(one.Green - other.Green), Math.Abs(one.Blue - other.Blue)));
}
