using System.Globalization;
using Dispatch.Documents.Drawing;
using Dispatch.Documents.Fonts;
using Dispatch.Documents.Rendering.Layout;

namespace Dispatch.Documents.Batches.Cover;

/// <summary>The first sheet of a batch: tells those who print and insert what lies before them.</summary>
internal static class CoverSheet
{
    private const double Top = 30;
    private const double ValueColumn = Grid.Left + 52;
    private const double RowPitch = 7.2;
    private const double PanelPadding = 5;
    private const int MostLines = 6;

    private static readonly CultureInfo s_figures = CultureInfo.InvariantCulture;
    private static readonly TextStyle s_label = Theme.Small with { Size = 9 };
    private static readonly TextStyle s_value = Theme.Body with { Size = 11 };

    /// <summary>Draws it on one page of A4.</summary>
    public static byte[] Draw(BatchContent content)
    {
        var words = new CoverWords(content.Language);
        using var drawing = new PdfDrawing(new DocumentProperties(Printable(content.Id), "Dispatch.Orleans", DateOnly.FromDateTime(content.CreatedAt.UtcDateTime)));
        drawing.BeginPage(Grid.PageWidth, Grid.PageHeight);

        drawing.Text(Grid.Left, Top, words.Title, Theme.Heading);
        var y = Top + 9;
        foreach (var line in Lines(content.Id, Theme.Title, Grid.Width))
        {
            drawing.Text(Grid.Left, y, line, Theme.Title);
            y += 8;
        }

        y += 3;
        if (content.Reprint is { } reprint)
            y = DrawReprint(drawing, words, reprint, y);
        foreach (var (label, value) in Rows(content, words))
            y = DrawRow(drawing, label, value, y);
        drawing.Text(Grid.Left, Grid.ContentBottom, words.Hint, Theme.Strong);
        return drawing.Finish();
    }

    private static IEnumerable<(string Label, string Value)> Rows(BatchContent content, CoverWords words)
    {
        var documents = content.Envelopes.Sum(envelope => envelope.Documents.Count);
        var pages = content.Envelopes.Sum(envelope => envelope.Documents.Concat(content.Enclosures).Sum(document => document.PageCount));
        var sheets = content.Envelopes.Sum(envelope => PaperSheets.Of(envelope, content));
        yield return (words.Number, content.Number.ToString(s_figures));
        yield return (words.Printer, content.Printer);
        yield return (words.Run, content.Run);
        yield return (words.CreatedAt, content.CreatedAt.ToString("dd.MM.yyyy HH:mm zzz", s_figures));
        yield return (words.Envelopes, content.Envelopes.Count.ToString(s_figures));
        yield return (words.EnvelopeNumbers, NumberRanges.Of(content.Envelopes.Select(envelope => envelope.Number)));
        yield return (words.Letters, documents.ToString(s_figures));
        yield return (words.Sheets, words.WithoutCover(sheets.ToString(s_figures)));
        yield return (words.Pages, pages.ToString(s_figures));
        yield return (words.Sides, content.IsDuplex ? words.Duplex : words.Simplex);
        yield return (words.Postage, words.PostageOf(content.Postage));
        if (content.EnvelopeSheets is { } most)
            yield return (words.Format, words.UpToSheets(most));
        yield return (words.Enclosures, content.Enclosures.Count == 0 ? words.None : string.Join(", ", content.Enclosures.Select(enclosure => enclosure.Name)));
        yield return (words.Sorting, words.Range(Place(content.Envelopes[0]), Place(content.Envelopes[^1])));
    }

    private static string Place(BatchEnvelope envelope) => $"{envelope.Country} {envelope.PostalCode}".Trim();

    private static double DrawRow(PdfDrawing drawing, string label, string value, double y)
    {
        drawing.Text(Grid.Left, y, label, s_label);
        foreach (var line in Lines(value, s_value, Grid.Right - ValueColumn))
        {
            drawing.Text(ValueColumn, y, line, s_value);
            y += Theme.BodyPitch + 0.8;
        }

        y += RowPitch - Theme.BodyPitch - 0.8;
        drawing.Line(Grid.Left, y - 4.9, Grid.Right, y - 4.9, Theme.HairLine, Theme.Rule);
        return y;
    }

    private static double DrawReprint(PdfDrawing drawing, CoverWords words, BatchReprint reprint, double top)
    {
        var strong = s_value with { Weight = FontWeight.Bold };
        (string Text, TextStyle Style)[] lines =
        [
            .. Lines(words.ReprintOf(reprint.Of), strong, Grid.Width - (2 * PanelPadding)).Select(line => (line, strong)),
            .. Lines($"{words.Reason}: {reprint.Reason}", s_value, Grid.Width - (2 * PanelPadding)).Select(line => (line, s_value)),
            .. Lines($"{words.By}: {reprint.By}", s_value, Grid.Width - (2 * PanelPadding)).Select(line => (line, s_value)),
        ];
        var height = (lines.Length * 5.4) + (2 * PanelPadding) - 1;
        drawing.Rectangle(Grid.Left, top - 4, Grid.Width, height, Theme.Tint);
        var y = top + PanelPadding;
        foreach (var (text, style) in lines)
        {
            drawing.Text(Grid.Left + PanelPadding, y, text, style);
            y += 5.4;
        }

        return top + height + 6;
    }

    // However long a name or a reason is, the sheet stays one sheet.
    private static IEnumerable<string> Lines(string text, TextStyle style, double width)
    {
        var lines = TextWrap.Lines(Printable(text), style, width);
        return lines.Count <= MostLines ? lines : [.. lines.Take(MostLines - 1), $"{lines[MostLines - 1]} …"];
    }

    // A character that the font lacks must not keep a batch from being printed.
    private static string Printable(string text)
    {
        var prepared = PrintText.Prepare(text);
        var missing = FontCoverage.Missing(prepared);
        return missing.Count == 0 ? prepared : string.Concat(prepared.EnumerateRunes().Select(rune => missing.Contains(rune) ? "?" : rune.ToString()));
    }
}
