using Dispatch.Documents.Batches;
using Dispatch.Documents.Rendering;
using Dispatch.Tests.Documents.Rendering;

namespace Dispatch.Tests.Documents.Batches;

public sealed class CoverSheetTests
{
    private static readonly BatchContent s_content = BatchSamples.Batch([.. new[] { 3, 4, 5, 9, 12 }.Select(number => BatchSamples.Envelope(number, BatchSamples.Document("d", BatchSamples.Bill, 2), BatchSamples.Document("e", BatchSamples.Bill, 2)))]) with
    {
        IsDuplex = true,
        Postage = "registered",
        EnvelopeSheets = 6,
        Enclosures = [BatchSamples.Document("tariff-2027", ForeignPdfs.Leaflet, 1)],
    };

    [Fact]
    public async Task Compose_Batch_SaysWhatLiesBefore()
    {
        var cover = await CoverAsync(s_content);

        foreach (var part in (string[])["Druckstapel october-2026~hall~1", "Marken 4711", "Drucker hall", "lauf october-2026", "02.11.2026 18:30 +01:00", "Couverts 5", "Nummern 3–5, 9, 12", "Briefe 10", "Blätter 15, ohne dieses Deckblatt", "Seiten 25", "beidseitig", "Einschreiben", "bis 6 Blätter", "Beilagen tariff-2027", "CH 8003 bis CH 8012"])
            Assert.Contains(part, cover, StringComparison.Ordinal);
        Assert.DoesNotContain("Nachdruck", cover, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DocumentLanguage.De, "Nachdruck aus october-2026~hall~1", "Grund: Inserter jammed", "Verlangt von: a.meier")]
    [InlineData(DocumentLanguage.Fr, "Réimpression de october-2026~hall~1", "Motif: Inserter jammed", "Demandé par: a.meier")]
    [InlineData(DocumentLanguage.It, "Ristampa di october-2026~hall~1", "Motivo: Inserter jammed", "Richiesto da: a.meier")]
    [InlineData(DocumentLanguage.En, "Reprint of october-2026~hall~1", "Reason: Inserter jammed", "Asked for by: a.meier")]
    public async Task Compose_Reprint_SaysOfWhatAndWhyAndByWhom(DocumentLanguage language, string of, string reason, string by)
    {
        var cover = await CoverAsync(s_content with { Id = "october-2026~hall~1r1", Language = language, Reprint = new BatchReprint("october-2026~hall~1", "Inserter jammed", "a.meier") });

        Assert.All((string[])[of, reason, by], part => Assert.Contains(part, cover, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Compose_NamesThatCannotBeDrawn_AreDrawnAsFarAsTheyCan()
    {
        var cover = await CoverAsync(s_content with { Reprint = new BatchReprint("x", "詰まり \ud800 jam e\u0323\u0302", "名") });

        Assert.Contains("??? ? jam", cover, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compose_EndlessNames_StayOnOneSheet()
    {
        var endless = string.Join(' ', Enumerable.Repeat("endless", 500));

        var (pdf, composed) = await BatchSamples.ComposeAsync(s_content with { Id = endless, Run = endless, Printer = endless, Reprint = new BatchReprint(endless, endless, endless) });

        Assert.Equal(3, composed.Envelopes[0].FirstPage);
        Assert.All(new PdfText(pdf).Characters(0), character => Assert.InRange(character.Right, 0, 192));
    }

    private static async Task<string> CoverAsync(BatchContent content)
    {
        var (pdf, composed) = await BatchSamples.ComposeAsync(content);
        Assert.Equal(3, composed.Envelopes[0].FirstPage);
        return new PdfText(pdf).Pages[0];
    }
}
