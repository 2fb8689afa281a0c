namespace Dispatch.Channels;

/// <summary>How far a source was read.</summary>
/// <param name="Epoch">Changes when the source numbers its messages anew: it is then read from the beginning.</param>
/// <param name="Last">The number of the last message that was read; numbers only grow.</param>
public sealed record ReceiptPosition(long Epoch, long Last);
