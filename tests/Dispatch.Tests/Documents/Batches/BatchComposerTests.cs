using Dispatch.Documents.Batches;

namespace Dispatch.Tests.Documents.Batches;

public sealed class BatchComposerTests
{
    [Fact]
    public async Task Compose_Draft()
    {
        var content = BatchSamples.Batch(
            BatchSamples.Envelope(1, BatchSamples.Document("d1", BatchSamples.Bill, 2)),
            BatchSamples.Envelope(2, BatchSamples.Document("d2", BatchSamples.BillOf(2)) with { IsCopy = true }, BatchSamples.Document("d3", BatchSamples.BillOf(3, 60)))) with
        {
            IsDuplex = true,
            Postage = "B",
            EnvelopeSheets = 6,
            Reprint = new BatchReprint("october-2026~hall~1", "The inserter jammed.", "a.meier"),
        };

        var (pdf, composed) = await BatchSamples.ComposeAsync(content);

        File.WriteAllBytes("/tmp/wc-draft.pdf", pdf);
        Assert.Equal(1, composed.SheetCount);
    }
}
