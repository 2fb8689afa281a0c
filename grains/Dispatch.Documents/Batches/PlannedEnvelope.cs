namespace Dispatch.Documents.Batches;

/// <summary>What goes into one envelope.</summary>
/// <param name="Letters">In the order of printing; at least one, all to the same address.</param>
/// <param name="SheetCount">Sheets of all letters and of the enclosures, which are put in once.</param>
public sealed record PlannedEnvelope(IReadOnlyList<LetterItem> Letters, int SheetCount);
