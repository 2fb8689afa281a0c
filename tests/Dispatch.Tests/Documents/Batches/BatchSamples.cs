using System.Globalization;
using Dispatch.Documents.Batches;
using Dispatch.Documents.Rendering;
using Dispatch.Tests.Documents.Rendering;

namespace Dispatch.Tests.Documents.Batches;

/// <summary>Batches of real bills.</summary>
internal static class BatchSamples
{
    private static readonly InvoiceRenderer s_renderer = new();

    /// <summary>A bill of two pages with a payment slip on the second.</summary>
    public static ReadOnlyMemory<byte> Bill { get; } = s_renderer.Render(SampleBills.Request, SampleBills.Payment).Pdf;

    /// <summary>A bill of its own number; 20 lines more make three pages of it.</summary>
    public static RenderedDocument BillOf(int number, int moreLines = 0) =>
        s_renderer.Render(SampleBills.Request with { Invoice = SampleBills.WithMoreLines(moreLines) with { Number = NumberOf(number) } }, SampleBills.Payment);

    public static string NumberOf(int number) => $"2027-{number.ToString("000000", CultureInfo.InvariantCulture)}";

    public static BatchDocument Document(string name, ReadOnlyMemory<byte> pdf, int pageCount) =>
        new() { Name = name, PageCount = pageCount, OpenAsync = _ => Task.FromResult(pdf) };

    public static BatchDocument Document(string name, RenderedDocument document) => Document(name, document.Pdf, document.PageCount);

    public static BatchEnvelope Envelope(int number, params BatchDocument[] documents) =>
        new() { Number = number, Country = "CH", PostalCode = (8000 + number).ToString(CultureInfo.InvariantCulture), Documents = documents };

    public static BatchContent Batch(params BatchEnvelope[] envelopes) => new()
    {
        Id = "october-2026~hall~1",
        Number = 4711,
        Printer = "hall",
        Run = "october-2026",
        CreatedAt = new DateTimeOffset(2026, 11, 2, 18, 30, 0, TimeSpan.FromHours(1)),
        Envelopes = envelopes,
    };

    public static async Task<(byte[] Pdf, ComposedBatch Composed)> ComposeAsync(BatchContent content)
    {
        using var output = new MemoryStream();
        var composed = await BatchComposer.ComposeAsync(content, output, TestContext.Current.CancellationToken);
        return (output.ToArray(), composed);
    }
}
