namespace Dispatch.Abstractions;

/// <summary>What came back later about a dispatch, as shown to people and programs.</summary>
/// <param name="At">When it was read.</param>
/// <param name="IsHard">Whether the address does not work; else it was given up for another reason.</param>
/// <param name="Reason">Why.</param>
/// <param name="ProtocolCode">The protocol's own code.</param>
/// <param name="Proof">Where the message lies.</param>
[GenerateSerializer, Immutable, Alias("dispatch.receipt-view.v1")]
public sealed record ReceiptView(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] bool IsHard,
    [property: Id(2)] ReasonCode? Reason,
    [property: Id(3)] string? ProtocolCode,
    [property: Id(4)] ProofView? Proof);
