using Dispatch.Abstractions;
using Dispatch.Channels;

namespace Dispatch.Grains.Dispatches;

/// <summary>What came back later about a dispatch. Never an address or a server's text.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Reason">Why it came back.</param>
/// <param name="ProtocolCode">The protocol's own code.</param>
/// <param name="ProofKind">The kind of its proof.</param>
/// <param name="ProofValue">Where the message lies.</param>
[GenerateSerializer, Immutable, Alias("dispatch.late-receipt.v1")]
internal sealed record DispatchReceipt(
    [property: Id(0)] LateReceiptKind Kind,
    [property: Id(1)] ReasonCode Reason,
    [property: Id(2)] string? ProtocolCode,
    [property: Id(3)] string ProofKind,
    [property: Id(4)] string ProofValue)
{
    /// <summary>What a channel's receiver has read.</summary>
    public static DispatchReceipt Of(LateReceipt receipt) => new(receipt.Kind, receipt.Reason, receipt.ProtocolCode, receipt.Proof.Kind, receipt.Proof.Value);
}
