using Dispatch.Abstractions;

namespace Dispatch.Channels;

/// <summary>What came back later about something sent. Never an address or a server's text.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Reason">Why it came back.</param>
/// <param name="ProtocolCode">The enhanced status code (RFC 3463), or the reply code where there is none; at most 32 characters.</param>
/// <param name="Reference">To which dispatch it belongs.</param>
/// <param name="Proof">Where the message lies.</param>
public sealed record LateReceipt(LateReceiptKind Kind, ReasonCode Reason, string? ProtocolCode, ReceiptReference Reference, Proof Proof);
