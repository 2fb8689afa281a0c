using System.Globalization;
using System.Text;
using Dispatch.Documents.Rendering;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using SkiaSharp;

namespace Dispatch.Tests.Documents.Batches;

/// <summary>PDFs as other programs make them.</summary>
internal static class ForeignPdfs
{
    private const string Font = "<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>";

    // Something in each quarter of the page, and colour under the place of the mark.
    private const string Figure = "0.8 0.9 1 rg 0 380 120 160 re f 1 0 0 RG 6 w 100 100 300 500 re S 0 0 0.6 rg BT /F1 36 Tf 120 700 Td (Oben links) Tj 150 -560 Td (Unten) Tj ET 0 0.5 0 rg 420 700 90 40 re f";

    /// <summary>One page with the word Tarifblatt.</summary>
    public static byte[] Leaflet { get; } = Of("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources{Font}/Contents 4 0 R>>", Stream("0 g BT /F1 40 Tf 150 600 Td (Tarifblatt) Tj ET"));

    /// <summary>Each with what it is called and how many pages it has.</summary>
    public static IEnumerable<(string Name, int PageCount, Func<byte[]> Make)> All =>
    [
        ("by PDFsharp", 2, ByPdfSharp),
        ("by Skia, with a picture and transparency", 2, BySkia),
        ("a bill changed by PDFsharp", 2, () => ReadyPdf.Watermark(BatchSamples.Bill, DocumentLanguage.It).ToArray()),
        ("a bill in object streams", 2, () => PdfFiles.ByQpdf(BatchSamples.Bill, "--object-streams=generate")),
        ("a bill linearized", 2, () => PdfFiles.ByQpdf(BatchSamples.Bill, "--linearize")),
        ("a bill uncompressed", 2, () => PdfFiles.ByQpdf(BatchSamples.Bill, "--qdf")),
        ("a bill encrypted without a password", 2, () => PdfFiles.ByQpdf(BatchSamples.Bill, "--encrypt", "", "owner", "256", "--")),
        ("a picture", 1, Photo),
        ("boxes, resources and rotation inherited", 3, Inherited),
        ("cropped, away from the origin", 1, () => OnePage("/MediaBox[-30 -20 600 900]/CropBox[-10 40 585 882]")),
        ("boxes upside down and beyond the paper", 1, () => OnePage("/MediaBox[595 842 0 0]/CropBox[-100 -100 900 900]")),
        ("content in three parts that leaves colours and axes behind", 1, InParts),
        ("content in parts with filters", 1, InFilteredParts),
        ("no content", 1, () => OnePage("/MediaBox[0 0 595 842]", "")),
        ("two pages of the same objects", 2, Shared),
        ("filled form", 1, Form),
        ("odd names and numbers", 1, OddNames),
    ];

    /// <summary>A page that turned looks different from one that is not.</summary>
    public static byte[] Turned(int rotation, bool isLandscape) =>
        OnePage(string.Create(CultureInfo.InvariantCulture, $"/MediaBox[0 0 {(isLandscape ? "842 595" : "595 842")}]/Rotate {rotation}"));

    public static byte[] WithUnit(double unit) => OnePage(string.Create(CultureInfo.InvariantCulture, $"/MediaBox[0 0 {595 / unit} {842 / unit}]/UserUnit {unit}"));

    /// <summary>Noise in colour that no filter makes smaller.</summary>
    public static byte[] Photo()
    {
        const int size = 200;
        var pixels = new byte[size * size * 3];
        new Random(20261101).NextBytes(pixels);
        return Of(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>",
            Stream("q 400 0 0 400 90 200 cm /I Do Q"),
            Stream(Encoding.Latin1.GetString(pixels), $"/Type/XObject/Subtype/Image/Width {size}/Height {size}/ColorSpace/DeviceRGB/BitsPerComponent 8"));
    }

    /// <summary>A page with a layer that is shown, one that is hidden, and one that is for the screen only.</summary>
    public static byte[] Layers(string shown, string hidden) => Of(
        "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 R 6 0 R 7 0 R]/D<</OFF[6 0 R]/AS[<</Event/Print/Category[/Print]/OCGs[7 0 R]>>]>>>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>/Properties<</A 5 0 R/B 6 0 R/C 7 0 R>>>>/Contents 4 0 R>>",
        Stream("0 g /OC/A BDC BT /F1 40 Tf 100 700 Td (Shown) Tj ET EMC /OC/B BDC 300 100 200 200 re f EMC /OC/C BDC 100 100 100 100 re f EMC"),
        $"<</Type/OCG/Name({shown})>>",
        $"<</Type/OCG/Name({hidden})>>",
        "<</Type/OCG/Name(Screen)/Usage<</Print<</PrintState/OFF>>>>>>");

    /// <summary>Annotations of every kind that must not be printed, and a link to the page itself.</summary>
    public static byte[] NotPrinted() => Of(
        "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<</BaseState/OFF>>>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources{Font}/Contents 4 0 R/Annots[" +
            "<</Type/Annot/Subtype/Stamp/Rect[50 50 200 90]/F 0/AP<</N 5 0 R>>>> <</Type/Annot/Subtype/Stamp/Rect[50 150 200 190]/F 6/AP<</N 5 0 R>>>> " +
            "<</Type/Annot/Subtype/Stamp/Rect[50 450 200 490]/F 4/OC 6 0 R/AP<</N 5 0 R>>>> " +
            "<</Type/Annot/Subtype/Link/Rect[50 250 200 290]/F 4/P 3 0 R/Dest[3 0 R/Fit]>> <</Type/Annot/Subtype/Widget/FT/Btn/F 4/Rect[50 350 200 390]/AS/Off/AP<</N<</On 5 0 R>>>>>>]>>",
        Stream(Figure),
        Stream("BT /F1 20 Tf 5 10 Td (Secret) Tj ET", $"/Type/XObject/Subtype/Form/BBox[0 0 150 40]/Resources{Font}"),
        "<</Type/OCG/Name(Hidden)>>");

    /// <summary>A file of the given objects, the catalog first.</summary>
    public static byte[] Of(params string[] objects)
    {
        var text = new StringBuilder("%PDF-1.7\n");
        var offsets = new List<int>();
        for (var index = 0; index < objects.Length; index++)
        {
            offsets.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n{objects[index]}\nendobj\n");
        }

        var table = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => text.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    public static string Stream(string content, string entries = "") => string.Create(CultureInfo.InvariantCulture, $"<<{entries}/Length {content.Length}>>\nstream\n{content}\nendstream");

    private static byte[] OnePage(string entries, string? content = Figure) => Of(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        $"<</Type/Page/Parent 2 0 R{entries}/Resources{Font}{(content is "" ? "" : "/Contents 4 0 R")}>>",
        Stream(content ?? ""));

    private static byte[] Inherited() => Of(
        "<</Type/Catalog/Pages 2 0 R>>",
        $"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 3/MediaBox[0 0 595 842]/Rotate 180/Resources{Font}>>",
        "<</Type/Pages/Parent 2 0 R/Kids[4 0 R 5 0 R]/Count 2/Rotate 0/CropBox[10 10 585 832]>>",
        "<</Type/Page/Parent 3 0 R/Contents 7 0 R>>",
        $"<</Type/Page/Parent 3 0 R/Contents 7 0 R/MediaBox[0 0 600 900]/Resources{Font}>>",
        "<</Type/Page/Parent 2 0 R/Contents 7 0 R>>",
        Stream(Figure));

    private static byte[] InParts() => Of(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources{Font}/Contents[4 0 R 5 0 R 6 0 R]>>",
        Stream("q 0 0 1 rg 1 0 0 RG 0.8 0.9 1"),
        Stream("rg 0 380 120 160 re f BT /F1"),
        Stream("36 Tf 120 700 Td (Oben links) Tj ET q 0.5 0 0 0.5 300 300 cm 0 1 0 rg 0 0 100 100 re W n q"));

    private static byte[] InFilteredParts() => Of(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources{Font}/Contents 7 0 R>>",
        Stream(Convert.ToHexString("q 0.8 0.9 1 rg 0 380 120 160 re f Q"u8) + ">", "/Filter/ASCIIHexDecode"),
        Stream(Zipped("BT /F1 36 Tf 120 700 Td (Oben links) Tj ET"), "/Filter/FlateDecode"),
        Stream(Convert.ToHexString(Encoding.Latin1.GetBytes(Zipped("300 300 100 100 re f"))) + ">", "/Filter[/ASCIIHexDecode/FlateDecode]"),
        "[4 0 R 5 0 R 6 0 R]");

    private static byte[] Shared() => Of(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
        "<</Type/Page/Parent 2 0 R/MediaBox 7 0 R/Resources 6 0 R/Contents 5 0 R>>",
        "<</Type/Page/Parent 2 0 R/MediaBox 7 0 R/Resources 6 0 R/Contents 5 0 R>>",
        Stream(Figure).Replace($"/Length {Figure.Length}", "/Length 8 0 R", StringComparison.Ordinal),
        Font,
        "[0 0 595 842]",
        $"{Figure.Length}");

    private static byte[] Form() => Of(
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources{Font}/Contents 4 0 R/Annots[5 0 R 7 0 R 9 0 R]>>",
        Stream(Figure),
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Meier)/F 4/Rect[100 400 300 440]/P 3 0 R/AP<</N 6 0 R>>>>",
        Stream("/Tx BMC 0.9 g 0 0 100 20 re f 0 g BT /F1 12 Tf 4 5 Td (Meier) Tj ET EMC", $"/Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources{Font}"),
        "<</Type/Annot/Subtype/Widget/FT/Btn/T(yes)/AS/Yes/F 4/Rect[100 350 130 380]/Parent 5 0 R/AP<</N<</Yes 8 0 R/Off 6 0 R>>>>>>",
        Stream("1 0 0 RG 3 w 0 0 m 30 30 l S 0 30 m 30 0 l S", "/Subtype/Form/BBox[0 0 30 30]"),
        "<</Type/Annot/Subtype/Stamp/F 4/Rect[300 250 420 420]/AP<</N 10 0 R>>>>",
        Stream("0 0.4 0 rg 0 0 100 30 re f 1 g BT /F1 18 Tf 10 8 Td (Bezahlt) Tj ET", $"/Type/XObject/Subtype/Form/BBox[0 0 100 30]/Matrix[0.7 0.7 -0.7 0.7 5 9]/Resources{Font}"));

    private static byte[] OddNames() => Of(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0. +595.000 842]/Resources<</Font<</F#20#c3#a9#23<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>/ColorSpace<</C[/Indexed/DeviceRGB 1(\\200\\000\\000\\)\\(\\\\)]>>" +
            "/ExtGState<</G<</CA .5/ca -.0/LW 1234567890.123456/D[[3.5 .25]0]/SMask/None/SA true/Font null>>>>>>/Contents 4 0 R>>",
        Stream("/C cs 1 sc 100 100 200 200 re f 0 g BT /F#20#c3#a9#23 36 Tf 120 700 Td (Oben) Tj ET"));

    private static string Zipped(string content)
    {
        using var zipped = new MemoryStream();
        using (var stream = new System.IO.Compression.ZLibStream(zipped, System.IO.Compression.CompressionLevel.Optimal))
            stream.Write(Encoding.Latin1.GetBytes(content));
        return Encoding.Latin1.GetString(zipped.ToArray());
    }

    private static byte[] ByPdfSharp()
    {
        ReadyPdf.Inspect(Leaflet);    // gives PDFsharp the fonts
        using var document = new PdfDocument();
        for (var number = 1; number <= 2; number++)
        {
            using var graphics = XGraphics.FromPdfPage(document.AddPage());
            graphics.DrawRectangle(new XLinearGradientBrush(new XPoint(0, 0), new XPoint(300, 300), XColors.Orange, XColors.Navy), 100, 100, 300, 300);
            graphics.DrawString($"Seite {number} äöü", new XFont("Dispatch Sans", 24), XBrushes.Black, 100, 600);
            graphics.DrawEllipse(new XSolidBrush(XColor.FromArgb(100, 200, 0, 0)), 50, 300, 200, 150);
        }

        using var output = new MemoryStream();
        document.Save(output, closeStream: false);
        return output.ToArray();
    }

    private static byte[] BySkia()
    {
        using var output = new MemoryStream();
        using (var document = SKDocument.CreatePdf(output))
        using (var paint = new SKPaint { IsAntialias = true })
        using (var bitmap = new SKBitmap(40, 40))
        {
            for (var index = 0; index < 1600; index++)
                bitmap.SetPixel(index % 40, index / 40, new SKColor((byte)(index % 40 * 6), (byte)(index / 40 * 6), 128));
            using var image = SKImage.FromBitmap(bitmap);
            for (var number = 1; number <= 2; number++)
            {
                var canvas = document.BeginPage(595, 842);
                canvas.DrawImage(image, SKRect.Create(100 * number, 100, 200, 200), new SKSamplingOptions(SKFilterMode.Linear));
                paint.Color = new SKColor(0, 128, 0, 90);
                canvas.DrawCircle(250, 300, 120, paint);
                paint.Color = SKColors.Black;
                canvas.Translate(40, 60);    // left behind
                document.EndPage();
            }

            document.Close();
        }

        return output.ToArray();
    }
}
