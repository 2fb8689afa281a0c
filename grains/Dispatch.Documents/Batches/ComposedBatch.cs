namespace Dispatch.Documents.Batches;

/// <summary>What was written.</summary>
/// <param name="PageCount">Pages of the file: cover sheet, letters, enclosures and blank backs.</param>
/// <param name="SheetCount">Sheets of paper, the cover sheet included.</param>
/// <param name="Envelopes">In the order of printing.</param>
public sealed record ComposedBatch(int PageCount, int SheetCount, IReadOnlyList<ComposedEnvelope> Envelopes);
