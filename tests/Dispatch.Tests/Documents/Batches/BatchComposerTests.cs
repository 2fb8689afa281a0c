using System.Text;
using Dispatch.Documents.Batches;
using Dispatch.Documents.Rendering;
using Dispatch.Tests.Documents.Rendering;

namespace Dispatch.Tests.Documents.Batches;

public sealed class BatchComposerTests
{
    private static readonly RenderedDocument s_threePages = BatchSamples.BillOf(3, moreLines: 20);

    private static BatchContent Content { get; } = BatchSamples.Batch(
        BatchSamples.Envelope(7, BatchSamples.Document("d1", BatchSamples.BillOf(1))),
        BatchSamples.Envelope(9, BatchSamples.Document("d2", BatchSamples.BillOf(2)), BatchSamples.Document("d3", s_threePages)),
        BatchSamples.Envelope(10, BatchSamples.Document("d4", BatchSamples.BillOf(4)))) with
    {
        Postage = "B",
        Enclosures = [BatchSamples.Document("tariff-2027", ForeignPdfs.Leaflet, 1)],
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Compose_Batch_IsSoundForQpdf(bool isDuplex)
    {
        var (pdf, _) = await BatchSamples.ComposeAsync(Content with { IsDuplex = isDuplex });

        PdfFiles.AssertSound(pdf);
    }

    [Fact]
    public async Task Compose_Simplex_HasASheetForEachPage()
    {
        var (pdf, composed) = await BatchSamples.ComposeAsync(Content);

        Assert.Equal(3, s_threePages.PageCount);
        Assert.Equal([new(7, 2, 3, 3), new(9, 5, 6, 6), new ComposedEnvelope(10, 11, 3, 3)], composed.Envelopes);
        Assert.Equal((13, 13), (composed.PageCount, composed.SheetCount));
        var text = new PdfText(pdf);
        Assert.Equal(13, text.Pages.Count);
        Assert.Equal([1, 2, 3, 1, 2, 3, 4, 5, 6, 1, 2, 3], Enumerable.Range(1, 12).Select(page => SheetOf(text, page)!.Value.Sheet));
        AssertStarts(text, (1, 1), (4, 2), (6, 3), (10, 4));
    }

    [Fact]
    public async Task Compose_Duplex_BeginsEachDocumentOnAFrontAndMarksFrontsOnly()
    {
        var (pdf, composed) = await BatchSamples.ComposeAsync(Content with { IsDuplex = true });

        // Cover and back; d1, leaflet and back; d2, d3 of three pages and a back, leaflet and back; d4, leaflet and back.
        Assert.Equal([new(7, 3, 4, 2), new(9, 7, 8, 4), new ComposedEnvelope(10, 15, 4, 2)], composed.Envelopes);
        Assert.Equal((18, 9), (composed.PageCount, composed.SheetCount));
        var text = new PdfText(pdf);
        Assert.Equal(18, text.Pages.Count);
        Assert.All(Enumerable.Range(0, 18), page => Assert.Equal(page % 2 == 0, SheetOf(text, page) is not null));
        Assert.Equal([(1, 1), (1, 2), (2, 2), (1, 4), (2, 4), (3, 4), (4, 4), (1, 2), (2, 2)], Enumerable.Range(0, 9).Select(sheet => SheetOf(text, sheet * 2)!.Value));
        AssertStarts(text, (2, 1), (6, 2), (8, 3), (14, 4));
        Assert.All((int[])[1, 5, 11, 13, 17], page => Assert.Empty(text.Pages[page]));
    }

    [Fact]
    public async Task Compose_Batch_KeepsTextInOrderForPdftotext()
    {
        var (pdf, _) = await BatchSamples.ComposeAsync(Content);

        var text = PdfFiles.With(pdf, file => Tool.RunForOutput("pdftotext", file, "-"));

        int[] places = [.. new[] { "Druckstapel", $"Rechnung {BatchSamples.NumberOf(1)}", "Tarifblatt", $"Rechnung {BatchSamples.NumberOf(2)}", $"Rechnung {BatchSamples.NumberOf(3)}", $"Rechnung {BatchSamples.NumberOf(4)}" }
            .Select(part => text.IndexOf(part, StringComparison.Ordinal))];
        Assert.Equal(places.Order(), places);
        Assert.True(places[0] >= 0, text);
        Assert.Equal(3, text.Split("Tarifblatt").Length - 1);
    }

    [Fact]
    public async Task Compose_Batch_ShowsEachPageAsItWas()
    {
        var (pdf, _) = await BatchSamples.ComposeAsync(BatchSamples.Batch(BatchSamples.Envelope(1, BatchSamples.Document("d1", BatchSamples.Bill, 2)), BatchSamples.Envelope(2, BatchSamples.Document("d2", s_threePages))));

        BatchPictures.AssertSameOutsideTheMark(BatchSamples.Bill, 1, pdf, 2);
        BatchPictures.AssertSameOutsideTheMark(BatchSamples.Bill, 2, pdf, 3);
        for (var page = 1; page <= 3; page++)
            BatchPictures.AssertSameOutsideTheMark(s_threePages.Pdf, page, pdf, 3 + page);
    }

    [Fact]
    public async Task Compose_Copies_SayItOnTheirFirstPagesInTheirLanguage()
    {
        BatchDocument[] copies = [.. Enum.GetValues<DocumentLanguage>().Select(language => BatchSamples.Document("d", BatchSamples.Bill, 2) with { IsCopy = true, Language = language })];

        var (pdf, _) = await BatchSamples.ComposeAsync(BatchSamples.Batch(BatchSamples.Envelope(1, [.. copies, BatchSamples.Document("d", BatchSamples.Bill, 2)])));

        var text = new PdfText(pdf);
        string[] words = ["Kopie", "Copie", "Copia", "Copy"];
        for (var page = 0; page < text.Pages.Count; page++)
        {
            string?[] found = [.. words.Where(word => text.PlacesOf(word, page).Count > 0)];
            Assert.Equal(page is 1 or 3 or 5 or 7 ? [words[(page - 1) / 2]] : [], found);
        }

        Assert.InRange(text.PlacesOf("Kopie", 1)[0].X, 95, 105);
        Assert.InRange(text.PlacesOf("Kopie", 1)[0].Y, 9, 10);
    }

    [Fact]
    public async Task Compose_SameContent_GivesSameBytes()
    {
        var (first, _) = await BatchSamples.ComposeAsync(Content);
        var (second, _) = await BatchSamples.ComposeAsync(Content);
        var (other, _) = await BatchSamples.ComposeAsync(Content with { Number = 4712 });

        Assert.Equal(first, second);
        Assert.NotEqual(IdentifierOf(first), IdentifierOf(other));

        static string IdentifierOf(byte[] pdf) => Encoding.Latin1.GetString(pdf)[^200..].Split("/ID[<")[1][..32];
    }

    [Fact]
    public async Task Compose_OnThreadsAtOnce_GivesSameBytesAsOnOne()
    {
        BatchContent[] contents = [.. Enumerable.Range(1, 4).Select(number => Content with { Number = number })];
        var expected = new List<byte[]>();
        foreach (var content in contents)
            expected.Add((await BatchSamples.ComposeAsync(content)).Pdf);

        var composed = await Task.WhenAll(contents.Select(content => Task.Run(() => BatchSamples.ComposeAsync(content))));

        Assert.Equal(expected, composed.Select(batch => batch.Pdf));
    }

    [Fact]
    public async Task Compose_ManyBillsOfOneBiller_WritesFontsAndLogoOnce()
    {
        BatchEnvelope[] envelopes = [.. Enumerable.Range(1, 12).Select(number => BatchSamples.Envelope(number, BatchSamples.Document("d", BatchSamples.BillOf(number))))];

        var (pdf, _) = await BatchSamples.ComposeAsync(BatchSamples.Batch(envelopes));

        var fonts = PdfFiles.With(pdf, file => Tool.RunForOutput("qpdf", "--qdf", "--stream-data=preserve", file, "-")).Split("/FontFile2").Length - 1;
        Assert.InRange(fonts, 1, 4);    // two cuts of the bills and the cover sheet, and the marks' own
        Assert.InRange(pdf.Length, 1, envelopes.Length * BatchSamples.Bill.Length / 2);
    }

    [Fact]
    public async Task Compose_Enclosures_AreOpenedAndWrittenOnce()
    {
        var opened = 0;
        var photo = ForeignPdfs.Photo();
        var enclosure = BatchSamples.Document("photo", photo, 1) with
        {
            OpenAsync = _ =>
            {
                opened++;
                return Task.FromResult<ReadOnlyMemory<byte>>(photo);
            },
        };
        BatchEnvelope[] envelopes = [.. Enumerable.Range(1, 30).Select(number => BatchSamples.Envelope(number, BatchSamples.Document("d", BatchSamples.Bill, 2)))];

        var (pdf, composed) = await BatchSamples.ComposeAsync(BatchSamples.Batch(envelopes) with { Enclosures = [enclosure] });

        Assert.Equal(1, opened);
        Assert.Equal(1 + (30 * 3), composed.PageCount);
        Assert.InRange(pdf.Length, photo.Length, photo.Length + (2 * BatchSamples.Bill.Length) + 150_000);
        BatchPictures.AssertSameOutsideTheMark(photo, 1, pdf, 4);
        BatchPictures.AssertSameOutsideTheMark(photo, 1, pdf, 91);
    }

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(4_100)]
    public async Task Compose_AnyNumberOfPages_MakesATreeThatReadersFollow(int pageCount)
    {
        BatchEnvelope[] envelopes = [.. Enumerable.Range(1, pageCount - 1).Select(number => BatchSamples.Envelope(number, BatchSamples.Document("d", ForeignPdfs.Leaflet, 1)))];

        var (pdf, composed) = await BatchSamples.ComposeAsync(BatchSamples.Batch(envelopes));

        Assert.Equal(pageCount, composed.PageCount);
        PdfFiles.AssertSound(pdf);
        Assert.Equal(pageCount, int.Parse(PdfFiles.With(pdf, file => Tool.RunForOutput("qpdf", "--show-npages", file)), System.Globalization.CultureInfo.InvariantCulture));
        var last = PdfFiles.With(pdf, file => Tool.RunForOutput("pdftotext", "-f", $"{pageCount}", file, "-")).Split('\n');
        Assert.Contains($"{pageCount - 1}", last);
    }

    [Fact]
    public async Task Compose_Cancelled_EndsBeforeTheNextDocument()
    {
        using var cancellation = new CancellationTokenSource();
        var opened = 0;
        var document = BatchSamples.Document("d", BatchSamples.Bill, 2) with
        {
            OpenAsync = async _ =>
            {
                opened++;
                await cancellation.CancelAsync();
                return BatchSamples.Bill;
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => BatchComposer.ComposeAsync(BatchSamples.Batch(BatchSamples.Envelope(1, document), BatchSamples.Envelope(2, document)), Stream.Null, cancellation.Token));

        Assert.Equal(1, opened);
    }

    // The numbers of sheet and sheets in the mark's text.
    private static (int Sheet, int Of)? SheetOf(PdfText text, int page)
    {
        string line = string.Concat(text.Characters(page).Where(character => character.Left is > 4.5 and < 15 && character.Bottom is > 130 and < 133).Select(character => character.Value));
        return line.Split('/') is [var sheet, var of]
            ? (int.Parse(sheet, System.Globalization.CultureInfo.InvariantCulture), int.Parse(of, System.Globalization.CultureInfo.InvariantCulture))
            : null;
    }

    private static void AssertStarts(PdfText text, params (int Page, int Bill)[] starts) =>
        Assert.All(starts, start => Assert.Contains($"Rechnung {BatchSamples.NumberOf(start.Bill)} Zu zahlen", text.Pages[start.Page], StringComparison.Ordinal));
}
