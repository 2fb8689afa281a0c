namespace Dispatch.Channels;

/// <summary>Some messages of a source, in their order.</summary>
/// <param name="Position">How far the source is read with them.</param>
/// <param name="Receipts">What they say.</param>
public sealed record ReceiptBatch(ReceiptPosition Position, IReadOnlyList<LateReceipt> Receipts);
