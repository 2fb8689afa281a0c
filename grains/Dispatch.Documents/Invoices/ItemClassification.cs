namespace Dispatch.Documents.Invoices;

/// <summary>A class that an item belongs to (BT-158).</summary>
/// <param name="Code">BT-158.</param>
/// <param name="List">BT-158-1, UNTDID 7143, for example STI or TSP.</param>
/// <param name="ListVersion">BT-158-2.</param>
public sealed record ItemClassification(string Code, string? List, string? ListVersion);
