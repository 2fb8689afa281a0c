namespace Dispatch.Documents.Batches;

/// <summary>The content of one envelope, without the batch's enclosures.</summary>
public sealed record BatchEnvelope
{
    /// <summary>The number in the marks: 1 to 999,999. A reprint keeps the numbers of the first print, so they may begin anywhere and have gaps.</summary>
    public required int Number { get; init; }

    /// <summary>Where it goes: ISO 3166-1 alpha-2. The cover sheet says from where to where the batch goes.</summary>
    public required string Country { get; init; }

    /// <summary>Empty if unknown.</summary>
    public required string PostalCode { get; init; }

    /// <summary>The letters, in the order of printing; at least one.</summary>
    public required IReadOnlyList<BatchDocument> Documents { get; init; }
}
