namespace Dispatch.Documents.Batches;

/// <summary>Letters that are printed and posted as one job.</summary>
/// <param name="Postage">The postage of all of them; none is the printer's usual one.</param>
/// <param name="Enclosures">What is put into each envelope.</param>
/// <param name="EnvelopeSheets">The most sheets that the envelopes' format takes; none if there is one format, or if each envelope has more sheets than the largest takes.</param>
/// <param name="Envelopes">In the order of printing; at least one.</param>
public sealed record PlannedBatch(string? Postage, IReadOnlyList<EnclosureItem> Enclosures, int? EnvelopeSheets, IReadOnlyList<PlannedEnvelope> Envelopes)
{
    /// <summary>How many letters are in the envelopes.</summary>
    public int LetterCount => Envelopes.Sum(envelope => envelope.Letters.Count);

    /// <summary>How many sheets are in the envelopes; the cover sheet comes on top.</summary>
    public int SheetCount => Envelopes.Sum(envelope => envelope.SheetCount);
}
