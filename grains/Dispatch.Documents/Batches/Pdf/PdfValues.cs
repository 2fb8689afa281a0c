using PdfSharp.Pdf;
using PdfSharp.Pdf.Advanced;

namespace Dispatch.Documents.Batches.Pdf;

/// <summary>Reads values of parsed files without changing them: behind references, and nothing where the kind is another one.</summary>
internal static class PdfValues
{
    public static PdfItem? Value(PdfItem? item) => item is PdfReference reference ? reference.Value : item;

    public static PdfDictionary? Dictionary(PdfItem? item) => Value(item) as PdfDictionary;

    public static string? Name(PdfItem? item) => Value(item) switch
    {
        PdfName name => name.Value,
        PdfNameObject name => name.Value,
        _ => null,
    };

    public static double? Number(PdfItem? item) => Value(item) switch
    {
        PdfInteger integer => integer.Value,
        PdfIntegerObject integer => integer.Value,
        PdfLongInteger integer => integer.Value,
        PdfReal real => real.Value,
        PdfRealObject real => real.Value,
        _ => null,
    };

    /// <summary>The dictionaries of an array.</summary>
    public static IEnumerable<PdfDictionary> Dictionaries(PdfItem? item) =>
        Value(item) is PdfArray array ? array.Elements.Select(Dictionary).OfType<PdfDictionary>() : [];

    /// <summary>The numbers of an array of that many, or nothing.</summary>
    public static double[]? Numbers(PdfItem? item, int count)
    {
        if (Value(item) is PdfRectangle box)
            return count == 4 ? [box.X1, box.Y1, box.X2, box.Y2] : null;
        if (Value(item) is not PdfArray array || array.Elements.Count != count)
            return null;
        double[] numbers = [.. array.Elements.Select(Number).OfType<double>()];
        return numbers.Length == count ? numbers : null;
    }

    public static PageBox? Box(PdfItem? item) =>
        Numbers(item, 4) is [var x1, var y1, var x2, var y2] && PageBox.Of(x1, y1, x2, y2) is { IsEmpty: false } box ? box : null;
}
