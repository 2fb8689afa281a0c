namespace Dispatch.Documents.Batches;

/// <summary>A document that the biller puts in with its letters, as the planner needs it.</summary>
/// <param name="Id">The biller's name for it.</param>
/// <param name="Hash">The content hash of the PDF: under one name it may change from day to day.</param>
/// <param name="PageCount">How many pages it has; at least 1.</param>
public sealed record EnclosureItem(string Id, string Hash, int PageCount);
