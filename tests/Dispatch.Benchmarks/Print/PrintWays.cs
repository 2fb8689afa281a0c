using System.Globalization;
using Dispatch.Documents.Batches;
using Dispatch.Documents.Rendering;
using Dispatch.Tests.Documents.Rendering;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;

namespace Dispatch.Benchmarks.Print;

/// <summary>The same frozen invoices made into one file, by PDFsharp and by the composer.</summary>
internal static class PrintWays
{
    private const int PagesPerLetter = 2;

    /// <summary>Renders invoices of two pages, each with its number and its payment slip, into a folder.</summary>
    public static void Render(string folder, int count)
    {
        var renderer = new InvoiceRenderer();
        Parallel.For(1, count + 1, number =>
        {
            var invoice = SampleBills.ElectricityAndWater with { Number = string.Create(CultureInfo.InvariantCulture, $"2027-{number:000000}") };
            var document = renderer.Render(SampleBills.Request with { Invoice = invoice }, SampleBills.Payment);
            if (document.PageCount != PagesPerLetter)
                throw new InvalidOperationException($"The sample has {document.PageCount} pages.");
            File.WriteAllBytes(FileOf(folder, number), document.Pdf.Span);
        });
    }

    /// <summary>PDFsharp alone: opens each file, takes its pages over, saves.</summary>
    public static Task ImportBareAsync(string folder, int count, Stream output)
    {
        using var all = new PdfDocument();
        for (var number = 1; number <= count; number++)
        {
            using var stream = new MemoryStream(File.ReadAllBytes(FileOf(folder, number)), writable: false);
            using var document = PdfReader.Open(stream, PdfDocumentOpenMode.Import);
            foreach (var page in document.Pages)
                all.AddPage(page);
        }

        all.Save(output, closeStream: false);
        return Task.CompletedTask;
    }

    /// <summary>The composer: a marked batch with its cover sheet, printed on both sides.</summary>
    public static Task ComposeAsync(string folder, int count, Stream output) => BatchComposer.ComposeAsync(
        new BatchContent
        {
            Id = "october-2026~hall~1",
            Number = 1,
            Printer = "hall",
            Run = "october-2026",
            CreatedAt = DateTimeOffset.UnixEpoch,
            IsDuplex = true,
            Envelopes = [.. Enumerable.Range(1, count).Select(number => Envelope(folder, number))],
        },
        output);

    private static BatchEnvelope Envelope(string folder, int number) => new()
    {
        Number = number,
        Country = "CH",
        PostalCode = "8700",
        Documents =
        [
            new BatchDocument
            {
                Name = number.ToString(CultureInfo.InvariantCulture),
                PageCount = PagesPerLetter,
                OpenAsync = async cancellationToken => await File.ReadAllBytesAsync(FileOf(folder, number), cancellationToken),
            },
        ],
    };

    private static string FileOf(string folder, int number) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number}.pdf"));
}
