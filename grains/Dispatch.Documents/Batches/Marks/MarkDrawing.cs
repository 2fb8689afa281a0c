using System.Buffers;
using System.Globalization;
using System.Text;
using Dispatch.Documents.Batches.Pdf;
using Dispatch.Documents.Rendering;
using Dispatch.Documents.Rendering.Words;

namespace Dispatch.Documents.Batches.Marks;

/// <summary>
/// Draws marks as operators of a page's content, in points from the top left. They stand at the left edge, on white, below the
/// windows of envelopes (which end at 90 mm) and the fold at 105 mm, above the fold at 148.5 mm and the payment part (from 192 mm).
/// </summary>
internal static class MarkDrawing
{
    private const double Millimetre = 72 / 25.4;

    private const double GroundLeft = 4.2 * Millimetre;
    private const double GroundTop = 114.2 * Millimetre;
    private const double GroundWidth = 10.8 * Millimetre;
    private const double GroundHeight = 18.8 * Millimetre;

    // A module is 6 dots of 300 to the inch, 0.508 mm.
    private const double CodeSize = DataMatrix.Size * 6 * 72 / 300.0;
    private const double CodeLeft = 5 * Millimetre;
    private const double CodeTop = 115 * Millimetre;

    private const double CopyBaseline = 9.5 * Millimetre;
    private const double CopySize = 11;
    private const double CopyCentre = 105 * Millimetre;
    private const double CopyPadding = 1.5 * Millimetre;

    /// <summary>Draws the mark of a sheet: the code, and below it the numbers of batch and envelope, and sheet of sheets.</summary>
    public static void Sheet(ArrayBufferWriter<byte> to, SheetMark mark)
    {
        Ground(to, GroundLeft, GroundTop, GroundWidth, GroundHeight);
        Code(to, DataMatrix.Of(mark.Code));
        to.Raw("BT "u8);
        Line(to, CodeLeft, 126.6 * Millimetre, 5, mark.Batch.ToString(CultureInfo.InvariantCulture));
        Line(to, CodeLeft, 129.4 * Millimetre, 7, mark.Envelope.ToString(CultureInfo.InvariantCulture));
        Line(to, CodeLeft, 132.0 * Millimetre, 6, string.Create(CultureInfo.InvariantCulture, $"{mark.Sheet}/{mark.SheetCount}"));
        to.Raw("ET\n"u8);
    }

    /// <summary>Draws the word that tells a copy from the original, in the middle of the top margin.</summary>
    public static void Copy(ArrayBufferWriter<byte> to, DocumentLanguage language)
    {
        var word = language.Pick("Kopie", "Copie", "Copia", "Copy");
        var width = MarkFont.WidthInEms(word) * CopySize;
        var left = CopyCentre - (width / 2);
        Ground(to, left - CopyPadding, CopyBaseline - CopySize, width + (2 * CopyPadding), CopySize * 1.4);
        to.Raw("BT "u8);
        Line(to, left, CopyBaseline, CopySize, word);
        to.Raw("ET\n"u8);
    }

    private static void Ground(ArrayBufferWriter<byte> to, double left, double top, double width, double height) =>
        to.Raw("1 g "u8).Real(left).Real(-top - height).Real(width).Real(height).Raw("re f 0 g\n"u8);

    private static void Code(ArrayBufferWriter<byte> to, ZXing.Common.BitMatrix modules)
    {
        to.Raw("q "u8).Real(CodeSize).Raw("0 0 "u8).Real(CodeSize).Real(CodeLeft).Real(-CodeTop - CodeSize)
            .Raw("cm BI/W "u8).Integer(DataMatrix.Size).Raw("/H "u8).Integer(DataMatrix.Size).Raw("/IM true/BPC 1/D[1 0]/F/AHx ID "u8);
        Span<byte> row = stackalloc byte[(DataMatrix.Size + 7) / 8];
        for (var y = 0; y < DataMatrix.Size; y++)
        {
            row.Clear();
            for (var x = 0; x < DataMatrix.Size; x++)
            {
                if (modules[x, y])
                    row[x / 8] |= (byte)(0x80 >> (x % 8));
            }

            to.Hex(row);
        }

        to.Raw("> EI Q\n"u8);
    }

    private static void Line(ArrayBufferWriter<byte> to, double left, double baseline, double size, string text) =>
        to.Raw("/F "u8).Real(size).Raw("Tf 1 0 0 1 "u8).Real(left).Real(-baseline).Raw("Tm "u8).Text(Encoding.ASCII.GetBytes(text)).Raw("Tj "u8);
}
