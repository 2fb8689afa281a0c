using System.Text;
using Dispatch.Documents.Rendering;
using SkiaSharp;

namespace Dispatch.Tests.Documents.Rendering;

public sealed class LogoTests
{
    private static readonly InvoiceRenderer s_renderer = new();

    [Fact]
    public void Render_PngLogo_IsDrawnInTheLetterHead()
    {
        using var bitmap = new SKBitmap(120, 60);
        bitmap.Erase(SKColors.Red);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);

        var document = Render(png.ToArray());

        using var page = PageImage.Draw(document.Pdf, 1);
        Assert.True(page.GetPixel(Pixels(30), Pixels(20)) is { Red: > 240, Green: < 20 });
        Assert.Equal(SKColors.White, page.GetPixel(Pixels(70), Pixels(20)));
    }

    [Fact]
    public void Render_SvgLogo_IsDrawnInTheLetterHead()
    {
        var document = Render("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="10 10 40 20"><rect x="10" y="10" width="40" height="20" fill="#00f"/></svg>""");

        using var page = PageImage.Draw(document.Pdf, 1);
        Assert.True(page.GetPixel(Pixels(30), Pixels(20)) is { Blue: > 240, Red: < 20 });
    }

    [Fact]
    public void Render_SvgWithDoctypeAndMetadata_IsDrawn()
    {
        var document = Render(
            """
            <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:cc="http://creativecommons.org/ns#" viewBox="0 0 40 20">
              <metadata><cc:license resource="https://creativecommons.org/licenses/by/4.0/"/></metadata><rect width="40" height="20"/>
            </svg>
            """);

        Assert.Equal(2, document.PageCount);
    }

    [Theory]
    [InlineData("not a picture", "neither SVG nor PNG")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><text>Seebach</text></svg>", "convert the text to paths")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><image href='file:///etc/passwd'/></svg>", "refers to another file")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect style='fill:url(http://other.example/x)'/></svg>", "refers to another file")]
    public void Render_UnsafeLogo_ThrowsSayingWhy(string logo, string reason)
    {
        var exception = Assert.Throws<RenderingException>(() => Render(logo));

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    private static int Pixels(double millimetres) => (int)(millimetres * 300 / 25.4);

    private static RenderedDocument Render(string logo) => Render(Encoding.UTF8.GetBytes(logo));

    private static RenderedDocument Render(byte[] logo) =>
        s_renderer.Render(SampleBills.Request with { Appearance = SampleBills.Appearance with { Logo = logo } }, SampleBills.Payment);
}
