using Dispatch.Documents.Batches;
using Dispatch.Documents.Batches.Marks;
using Dispatch.Tests.Documents.Rendering;
using UglyToad.PdfPig;

namespace Dispatch.Tests.Documents.Batches;

public sealed class SheetMarkTests
{
    [Theory]
    [InlineData(1, 2, 3, 4, null, 0, "A0000000001000002003004N00")]
    [InlineData(9_999_999_999, 999_999, 999, 999, "registered", 99, "A9999999999999999999999R99")]
    [InlineData(0, 0, 1, 1, "A", 1, "A0000000000000000001001A01")]
    [InlineData(42, 7, 1, 2, "B", 2, "A0000000042000007001002B02")]
    [InlineData(42, 7, 1, 2, "express", 2, "A0000000042000007001002X02")]
    public void Code_OfAnySheet_Has26CharactersAtFixedPlaces(long batch, int envelope, int sheet, int sheetCount, string? postage, int enclosureCount, string code) =>
        Assert.Equal(code, new SheetMark(batch, envelope, sheet, sheetCount, postage, enclosureCount).Code);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Compose_EveryFront_IsReadByTwoReaders(bool isDuplex)
    {
        var content = BatchSamples.Batch(
            BatchSamples.Envelope(1, BatchSamples.Document("d1", BatchSamples.Bill, 2)),
            BatchSamples.Envelope(999_999, BatchSamples.Document("d2", BatchSamples.BillOf(2)), BatchSamples.Document("d3", BatchSamples.BillOf(3, moreLines: 20)))) with
        {
            Number = 9_876_543_210,
            Postage = "registered",
            IsDuplex = isDuplex,
        };

        var (pdf, composed) = await BatchSamples.ComposeAsync(content);

        string[] expected = isDuplex
            ? ["000000001001", "000001001001", "999999001003", "999999002003", "999999003003"]
            : ["000000001001", "000001001002", "000001002002", "999999001005", "999999002005", "999999003005", "999999004005", "999999005005"];
        Assert.Equal(expected.Length, composed.SheetCount);
        for (var sheet = 0; sheet < expected.Length; sheet++)
        {
            var page = (sheet * (isDuplex ? 2 : 1)) + 1;
            var code = $"A9876543210{expected[sheet]}R00";
            Assert.Equal(code, PageImage.ReadDataMatrix(pdf, page, 3, 113, 14)?.Text);
            Assert.Equal(code, PageImage.ReadByDmtx(pdf, page));
        }
    }

    [Fact]
    public async Task Compose_LongestNumbers_StayOnTheirGround()
    {
        var envelope = BatchSamples.Envelope(888_888, [.. Enumerable.Range(1, 888).Select(_ => BatchSamples.Document("d", ForeignPdfs.Leaflet, 1))]);

        var (pdf, _) = await BatchSamples.ComposeAsync(BatchSamples.Batch(envelope) with { Number = 8_888_888_888 });

        using var document = PdfDocument.Open(pdf);
        const double millimetre = 72 / 25.4;
        var letters = document.GetPage(889).Letters.Where(letter => letter.StartBaseLine.X < 40 * millimetre).ToList();
        Assert.Equal("8888888888888888888/888", string.Concat(letters.Select(letter => letter.Value)));
        Assert.All(letters.Select(letter => letter.BoundingBox), box =>
            Assert.True(box.Left > 4.8 * millimetre && box.Right < 15 * millimetre && 842 - box.Top > 124.3 * millimetre && 842 - box.Bottom < 133 * millimetre, $"{box}"));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(10_000_000_000, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 1_000_000)]
    public async Task Compose_NumberTooLargeForTheMark_IsRefused(long batch, int envelope) => await Assert.ThrowsAsync<ArgumentException>(
        () => BatchSamples.ComposeAsync(BatchSamples.Batch(BatchSamples.Envelope(envelope, BatchSamples.Document("d1", BatchSamples.Bill, 2))) with { Number = batch }));

    [Fact]
    public async Task Compose_MoreSheetsThanTheMarkCounts_IsRefusedBeforeAnythingIsWritten()
    {
        using var output = new MemoryStream();
        var content = BatchSamples.Batch(BatchSamples.Envelope(1, BatchSamples.Document("d1", BatchSamples.Bill, 1_000)));

        await Assert.ThrowsAsync<ArgumentException>(() => BatchComposer.ComposeAsync(content, output, TestContext.Current.CancellationToken));

        Assert.Equal(0, output.Length);
    }

    [Fact]
    public async Task Compose_NoEnvelope_IsRefused() => await Assert.ThrowsAsync<ArgumentException>(() => BatchSamples.ComposeAsync(BatchSamples.Batch()));
}
