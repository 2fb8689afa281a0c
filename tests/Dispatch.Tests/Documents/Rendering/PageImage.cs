using System.Globalization;
using Dispatch.Tests.Servers.Fixtures;
using SkiaSharp;
using ZXing;
using ZXing.Common;

namespace Dispatch.Tests.Documents.Rendering;

/// <summary>A page drawn by poppler, and the codes on it as a telephone or an inserter would read them.</summary>
internal static class PageImage
{
    private const double PixelsPerMillimetre = 300 / 25.4;

    /// <summary>Reads the code within a rectangle of the page given in millimetres.</summary>
    public static Result? ReadQrCode(ReadOnlyMemory<byte> pdf, int pageNumber, double left, double top, double size) =>
        Read(BarcodeFormat.QR_CODE, pdf, pageNumber, left, top, size);

    /// <summary>The same for a DataMatrix.</summary>
    public static Result? ReadDataMatrix(ReadOnlyMemory<byte> pdf, int pageNumber, double left, double top, double size) =>
        Read(BarcodeFormat.DATA_MATRIX, pdf, pageNumber, left, top, size);

    /// <summary>What libdmtx reads at the left edge of the page, in 25 mm; empty where it finds no code.</summary>
    public static string ReadByDmtx(ReadOnlyMemory<byte> pdf, int pageNumber)
    {
        RequiredProgram.Require("/usr/bin/dmtxread", "dmtx-utils");
        return WithPicture(pdf, pageNumber, 300, picture => Tool.RunForOutput("dmtxread", "--stop-after=1", picture), "-x", "0", "-y", "0", "-W", $"{Pixels(25)}", "-H", $"{Pixels(297)}");
    }

    private static Result? Read(BarcodeFormat format, ReadOnlyMemory<byte> pdf, int pageNumber, double left, double top, double size)
    {
        var side = Pixels(size);
        using var part = WithPicture(pdf, pageNumber, 300, SKBitmap.Decode, "-x", $"{Pixels(left)}", "-y", $"{Pixels(top)}", "-W", $"{side}", "-H", $"{side}");
        var grey = Array.ConvertAll(part.Pixels, pixel => pixel.Green);

        var reader = new BarcodeReaderGeneric
        {
            Options = new DecodingOptions { PossibleFormats = [format], TryHarder = true, CharacterSet = "UTF-8" },
        };
        return reader.Decode(new RGBLuminanceSource(grey, side, side, RGBLuminanceSource.BitmapFormat.Gray8));
    }

    /// <summary>What zbar reads on the whole page at a resolution, as <c>zbarimg --raw</c> prints it; empty where it finds no code.</summary>
    public static string ReadByZbar(ReadOnlyMemory<byte> pdf, int pageNumber, int dotsPerInch) =>
        WithPicture(pdf, pageNumber, dotsPerInch, picture => Tool.RunForOutput("zbarimg", "--raw", "--quiet", "--set", "*.enable=0", "--set", "qrcode.enable=1", picture));

    public static SKBitmap Draw(ReadOnlyMemory<byte> pdf, int pageNumber, int dotsPerInch = 300) => WithPicture(pdf, pageNumber, dotsPerInch, SKBitmap.Decode);

    private static T WithPicture<T>(ReadOnlyMemory<byte> pdf, int pageNumber, int dotsPerInch, Func<string, T> use, params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("dispatch-page-").FullName;
        try
        {
            var file = Path.Combine(folder, "document.pdf");
            File.WriteAllBytes(file, pdf.Span);
            var number = pageNumber.ToString(CultureInfo.InvariantCulture);
            var resolution = dotsPerInch.ToString(CultureInfo.InvariantCulture);
            var (exitCode, output) = Tool.Run("pdftoppm", [.. options, "-cropbox", "-r", resolution, "-png", "-singlefile", "-f", number, "-l", number, file, Path.Combine(folder, "page")]);
            Assert.True(exitCode == 0, output);
            return use(Path.Combine(folder, "page.png"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Pixels(double millimetres) => (int)Math.Round(millimetres * PixelsPerMillimetre);
}
