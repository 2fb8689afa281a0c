namespace Dispatch.Abstractions;

/// <summary>An envelope of a print batch.</summary>
/// <param name="Number">Its number in marks and index.</param>
/// <param name="SheetCount">Its sheets of paper.</param>
/// <param name="Dispatches">The dispatch ids of its letters.</param>
[GenerateSerializer, Immutable, Alias("dispatch.print-batch-envelope.v1")]
public sealed record PrintBatchEnvelope(
    [property: Id(0)] int Number,
    [property: Id(1)] int SheetCount,
    [property: Id(2)] IReadOnlyList<string> Dispatches);
