using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Xml;
using System.Xml.Linq;
using Dispatch.Documents.Rendering;
using SkiaSharp;
using Svg.Skia;

namespace Dispatch.Documents.Drawing;

/// <summary>
/// A logo: SVG (stays vector) or PNG. Read once per byte array and kept as long as the array lives, because thousands of
/// invoices share one logo.
/// </summary>
internal sealed class Picture
{
    private static readonly ConditionalWeakTable<byte[], Picture> s_pictures = [];
    private static readonly SKSamplingOptions s_sampling = new(SKFilterMode.Linear);

    private readonly SKPicture? _vector;
    private readonly SKImage? _pixels;
    private readonly SKRect _bounds;

    private Picture(SKPicture? vector, SKImage? pixels, SKRect bounds)
    {
        _vector = vector;
        _pixels = pixels;
        _bounds = bounds;
    }

    /// <summary>In units of its own; only the ratio to <see cref="Height"/> matters.</summary>
    public double Width => _bounds.Width;

    /// <summary>In units of its own.</summary>
    public double Height => _bounds.Height;

    /// <summary>Reads a picture, or finds the one already read from the same array.</summary>
    /// <exception cref="RenderingException">It is neither an SVG nor a PNG that can be drawn the same everywhere.</exception>
    public static Picture Of(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var segment) && segment.Array is { } array && segment.Count == array.Length
            ? s_pictures.GetValue(array, bytes => Read(bytes))
            : Read(content.ToArray());

    /// <summary>For the drawing surface only: draws with the top left at the origin, one unit a point.</summary>
    public void DrawOn(SKCanvas canvas)
    {
        if (_vector is not null)
            canvas.DrawPicture(_vector, -_bounds.Left, -_bounds.Top);
        else
            canvas.DrawImage(_pixels, 0, 0, s_sampling);
    }

    private static Picture Read(byte[] content) => content is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] ? ReadPng(content) : ReadSvg(content);

    private static Picture ReadPng(byte[] content)
    {
        using var data = SKData.CreateCopy(content);
        var image = SKImage.FromEncodedData(data) ?? throw RenderingException.BadLogo("its PNG data is damaged");
        return new Picture(null, image, SKRect.Create(image.Width, image.Height));
    }

    private static Picture ReadSvg(byte[] content)
    {
        var svg = new SKSvg();
        return svg.FromSvg(Checked(content)) is { CullRect: { Width: > 0, Height: > 0 } bounds } picture
            ? new Picture(picture, null, bounds)
            : throw RenderingException.BadLogo("its SVG has no size or draws nothing");
    }

    // What would look different on another machine, or make the renderer open a file or an address, is refused; a DTD is dropped.
    private static string Checked(byte[] content)
    {
        XDocument document;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            document = XDocument.Load(reader);
        }
        catch (XmlException)
        {
            throw RenderingException.BadLogo("it is neither SVG nor PNG");
        }

        foreach (var element in document.Descendants())
        {
            if (element.Name.LocalName is "text")
                throw RenderingException.BadLogo("it holds text, which needs the designer's fonts; convert the text to paths");
            if (element.Attributes().Any(RefersElsewhere) || (element.Name.LocalName is "style" && IsElsewhere(element.Value)))
                throw RenderingException.BadLogo("it refers to another file; put everything into the SVG itself");
        }

        return document.ToString(SaveOptions.DisableFormatting);
    }

    private static bool RefersElsewhere(XAttribute attribute) => attribute.Name.LocalName == "href"
        ? !attribute.Value.StartsWith('#') && !attribute.Value.StartsWith("data:", StringComparison.Ordinal)
        : !attribute.IsNamespaceDeclaration && IsElsewhere(attribute.Value);

    private static bool IsElsewhere(string style) =>
        style.Contains("@import", StringComparison.OrdinalIgnoreCase) ||
        (style.Contains("url(", StringComparison.OrdinalIgnoreCase) && style.Contains("://", StringComparison.Ordinal));
}
