using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace Dispatch.Tests.Documents.Rendering;

/// <summary>A PDF as an independent reader sees it. Positions are millimetres from the top left of the page.</summary>
internal sealed class PdfText
{
    private const double MillimetresPerPoint = 25.4 / 72;
    private const double A4Height = 297;

    private readonly List<IReadOnlyList<Letter>> _letters = [];

    public PdfText(ReadOnlyMemory<byte> pdf)
    {
        using var document = PdfDocument.Open(pdf.ToArray());
        Title = document.Information.Title;
        foreach (var page in document.GetPages())
        {
            _letters.Add(page.Letters);
            Pages.Add(Plain(ContentOrderTextExtractor.GetText(page)));
        }
    }

    public string? Title { get; }

    /// <summary>The text of each page in the order of drawing, every white space a single space.</summary>
    public List<string> Pages { get; } = [];

    public string All => string.Join(' ', Pages);

    /// <summary>The places where drawing of a text begins, as x and baseline.</summary>
    public IReadOnlyList<(double X, double Y)> PlacesOf(string text, int page)
    {
        var letters = _letters[page].Where(letter => !string.IsNullOrWhiteSpace(letter.Value)).ToList();
        var all = string.Concat(letters.Select(letter => letter.Value));
        var wanted = string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
        var places = new List<(double, double)>();
        for (var at = all.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = all.IndexOf(wanted, at + 1, StringComparison.Ordinal))
            places.Add(Place(letters[at]));
        return places;
    }

    /// <summary>Every visible character with its box: left, top, right, bottom.</summary>
    public IEnumerable<(string Value, double Left, double Top, double Right, double Bottom)> Characters(int page) =>
        from letter in _letters[page]
        where !string.IsNullOrWhiteSpace(letter.Value)
        let box = letter.BoundingBox
        select (letter.Value, box.Left * MillimetresPerPoint, A4Height - (box.Top * MillimetresPerPoint), box.Right * MillimetresPerPoint, A4Height - (box.Bottom * MillimetresPerPoint));

    private static (double X, double Y) Place(Letter letter) =>
        (letter.StartBaseLine.X * MillimetresPerPoint, A4Height - (letter.StartBaseLine.Y * MillimetresPerPoint));

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
