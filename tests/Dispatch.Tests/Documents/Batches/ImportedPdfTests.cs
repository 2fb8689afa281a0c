using Dispatch.Documents.Batches;
using Dispatch.Tests.Documents.Rendering;

namespace Dispatch.Tests.Documents.Batches;

public sealed class ImportedPdfTests
{
    public static TheoryData<string> Names => [.. ForeignPdfs.All.Select(pdf => pdf.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Compose_ForeignPdf_LooksAsItDid(string name)
    {
        var (_, pageCount, make) = ForeignPdfs.All.Single(pdf => pdf.Name == name);
        var original = make();

        var (pdf, _) = await BatchSamples.ComposeAsync(BatchSamples.Batch(BatchSamples.Envelope(1, BatchSamples.Document("d1", original, pageCount))));

        PdfFiles.AssertSound(pdf);
        for (var page = 1; page <= pageCount; page++)
        {
            BatchPictures.AssertSameOutsideTheMark(original, page, pdf, page + 1);
            Assert.Equal(MarkOf(page, pageCount), PageImage.ReadDataMatrix(pdf, page + 1, 3, 113, 14)?.Text);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(-90)]
    public async Task Compose_TurnedPage_IsUprightAndMarkedOnTheLeft(int rotation)
    {
        foreach (var isLandscape in (bool[])[false, true])
        {
            var original = ForeignPdfs.Turned(rotation, isLandscape);
            var isWide = isLandscape == (rotation % 180 == 0);

            var (pdf, _) = await BatchSamples.ComposeAsync(BatchSamples.Batch(BatchSamples.Envelope(1, BatchSamples.Document("d1", original, 1))));

            BatchPictures.AssertSameOutsideTheMark(isWide ? PdfFiles.ByQpdf(original, "--rotate=+270") : original, 1, pdf, 2);
            Assert.Equal(MarkOf(1, 1), PageImage.ReadDataMatrix(pdf, 2, 3, 113, 14)?.Text);
        }
    }

    [Fact]
    public async Task Compose_PageWithAnotherUnit_HasItsMarkInMillimetres()
    {
        var (pdf, _) = await BatchSamples.ComposeAsync(BatchSamples.Batch(BatchSamples.Envelope(1, BatchSamples.Document("d1", ForeignPdfs.WithUnit(2), 1))));

        using var document = UglyToad.PdfPig.PdfDocument.Open(pdf);
        var first = document.GetPage(2).Letters.First(letter => letter.Value == "4" && letter.StartBaseLine.X < 20);
        Assert.Equal(5, first.StartBaseLine.X * 2 * 25.4 / 72, 0.05);
        Assert.Equal(126.6, (421 - first.StartBaseLine.Y) * 2 * 25.4 / 72, 0.05);
    }

    [Fact]
    public async Task Compose_Layers_PrintsWhatIsShown()
    {
        // In the second file the layers have each other's names.
        var (pdf, _) = await BatchSamples.ComposeAsync(BatchSamples.Batch(BatchSamples.Envelope(
            1, BatchSamples.Document("d1", ForeignPdfs.Layers("Text", "Note"), 1), BatchSamples.Document("d2", ForeignPdfs.Layers("Note", "Text"), 1))));

        foreach (var number in (int[])[2, 3])
        {
            using var page = PageImage.Draw(pdf, number, 72);
            Assert.Equal(SkiaSharp.SKColors.White, page.GetPixel(400, 642));
            Assert.Equal(SkiaSharp.SKColors.White, page.GetPixel(150, 692));
            Assert.Contains(Enumerable.Range(100, 120), x => page.GetPixel(x, 130) != SkiaSharp.SKColors.White);
        }
    }

    [Fact]
    public async Task Compose_AnnotationsThatAreNotForPaper_AreLeftOut()
    {
        var (pdf, _) = await BatchSamples.ComposeAsync(BatchSamples.Batch(BatchSamples.Envelope(1, BatchSamples.Document("d1", ForeignPdfs.NotPrinted(), 1))));

        PdfFiles.AssertSound(pdf);
        var text = new PdfText(pdf).Pages[1];
        Assert.Contains("Oben links", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compose_DamagedPdf_NamesTheDocument()
    {
        var damaged = BatchSamples.Bill[..(BatchSamples.Bill.Length / 2)];

        var exception = await ThrowsAsync("2026-10-0016~d2", damaged, 2);

        Assert.Equal((BatchDocumentProblem.Damaged, "2026-10-0016~d2"), (exception.Problem, exception.DocumentName));
        Assert.Contains("2026-10-0016~d2", exception.Message, StringComparison.Ordinal);
        Assert.Null(exception.InnerException);
    }

    [Fact]
    public async Task Compose_EndlessChainOfObjects_IsDamaged()
    {
        string[] chain = [.. Enumerable.Range(5, 3_000).Select(number => $"<</Next {number + 1} 0 R>>")];
        var pdf = ForeignPdfs.Of(
            ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</X 5 0 R>>/Contents 4 0 R>>", ForeignPdfs.Stream(""), .. chain]);

        Assert.Equal(BatchDocumentProblem.Damaged, (await ThrowsAsync("d1", pdf, 1)).Problem);
    }

    [Fact]
    public async Task Compose_ObjectsInACircle_AreCopied()
    {
        var original = ForeignPdfs.Of(
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</X 5 0 R/Y 6 0 R/Z 7 0 R>>/Contents 4 0 R>>",
            ForeignPdfs.Stream("0 0 100 100 re f"), "<</Next 6 0 R/Page 3 0 R>>", "<</Next 5 0 R/Tree 2 0 R>>", "<</Self 7 0 R>>");

        var (pdf, _) = await BatchSamples.ComposeAsync(BatchSamples.Batch(BatchSamples.Envelope(1, BatchSamples.Document("d1", original, 1))));

        PdfFiles.AssertSound(pdf);
        BatchPictures.AssertSameOutsideTheMark(original, 1, pdf, 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Compose_OtherPageCount_IsRefused(int pageCount) =>
        Assert.Equal(BatchDocumentProblem.OtherPageCount, (await ThrowsAsync("d1", BatchSamples.Bill, pageCount)).Problem);

    [Fact]
    public async Task Compose_PdfWithPassword_IsRefused() =>
        Assert.Equal(BatchDocumentProblem.Encrypted, (await ThrowsAsync("d1", PdfFiles.ByQpdf(BatchSamples.Bill, "--encrypt", "secret", "owner", "256", "--"), 2)).Problem);

    [Fact]
    public async Task Compose_DocumentThatCannotBeOpened_EndsWithItsException()
    {
        var document = BatchSamples.Document("d1", default, 1) with { OpenAsync = _ => throw new IOException("away") };

        await Assert.ThrowsAsync<IOException>(() => BatchSamples.ComposeAsync(BatchSamples.Batch(BatchSamples.Envelope(1, document))));
    }

    private static string MarkOf(int sheet, int sheetCount) => FormattableString.Invariant($"A0000004711000001{sheet:000}{sheetCount:000}N00");

    private static async Task<BatchDocumentException> ThrowsAsync(string name, ReadOnlyMemory<byte> pdf, int pageCount) => await Assert.ThrowsAsync<BatchDocumentException>(
        () => BatchSamples.ComposeAsync(BatchSamples.Batch(BatchSamples.Envelope(1, BatchSamples.Document("first", BatchSamples.Bill, 2), BatchSamples.Document(name, pdf, pageCount)))));
}
