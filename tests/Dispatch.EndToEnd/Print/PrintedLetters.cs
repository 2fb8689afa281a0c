using System.Text.RegularExpressions;
using Dispatch.Tests.Servers.Cups;
using UglyToad.PdfPig;

namespace Dispatch.EndToEnd.Print;

/// <summary>Reads back what came out of a printer.</summary>
internal static partial class PrintedLetters
{
    /// <summary>The pages on which a letter begins, by its invoice's number.</summary>
    public static ILookup<string, PrintedPage> In(IEnumerable<PrintedFile> files) => files.SelectMany(Read).ToLookup(page => page.Number, StringComparer.Ordinal);

    /// <summary>The first pages of the letters in a file, in the order of printing.</summary>
    public static IReadOnlyList<PrintedPage> Read(PrintedFile file)
    {
        using var document = PdfDocument.Open(file.Content);
        return
        [
            .. document.GetPages()
                .Select(page => (page.Number, Heading: Heading().Match(page.Text)))
                .Where(page => page.Heading.Success)
                .Select(page => new PrintedPage(file.JobName, page.Number, page.Heading.Groups["number"].Value)),
        ];
    }

    // The heading of an invoice's first page, in German, the language of the tests' billers.
    [GeneratedRegex(@"Rechnung\s*(?<number>[A-Z]+\d*-\d+)")]
    private static partial Regex Heading();
}
