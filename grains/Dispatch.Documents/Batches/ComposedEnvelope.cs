namespace Dispatch.Documents.Batches;

/// <summary>Where an envelope's content is in the file.</summary>
/// <param name="Number">As in its marks.</param>
/// <param name="FirstPage">Counted from 1, the cover sheet included.</param>
/// <param name="PageCount">Blank backs included.</param>
/// <param name="SheetCount">Sheets of letters and enclosures.</param>
public sealed record ComposedEnvelope(int Number, int FirstPage, int PageCount, int SheetCount);
