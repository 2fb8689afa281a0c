using System.Text.RegularExpressions;
using Dispatch.Tests.Servers.Cups;
using UglyToad.PdfPig;

namespace Dispatch.EndToEnd.Print;

/// <summary>Reads back what came out of a printer.</summary>
internal static partial class PrintedLetters
{
    /// <summary>The pages on which a letter begins, by its invoice's number, in the order of printing.</summary>
    public static ILookup<string, PrintedPage> In(IEnumerable<PrintedFile> files) => files.SelectMany(Read).ToLookup(page => page.Number, StringComparer.Ordinal);

    /// <summary>The first pages of the letters in a file.</summary>
    public static IReadOnlyList<PrintedPage> Read(PrintedFile file)
    {
        using var document = PdfDocument.Open(file.Content);
        return
        [
            .. document.GetPages()
                .Select(page => (Page: page.Number, Number: InvoiceNumber().Match(page.Text), Address: PostalCode().Match(page.Text)))
                .Where(page => page.Number.Success)
                .Select(page => new PrintedPage(file.Job, page.Page, page.Number.Groups["number"].Value, page.Address.Groups["code"].Value)),
        ];
    }

    // The heading of an invoice's first page, in German, the language of the tests' billers.
    [GeneratedRegex(@"Rechnung (?<number>[A-Z]+\d*-\d+)")]
    private static partial Regex InvoiceNumber();

    [GeneratedRegex(@"(?<code>\d{4}) Ort")]
    private static partial Regex PostalCode();
}
