using Dispatch.Abstractions;

namespace Dispatch.Channels;

/// <summary>A source of receipts cannot be read now. Carries neither a server's text nor an address.</summary>
public sealed class ReceiptSourceException(ReasonCode reason) : Exception($"The receipts cannot be read: {reason.ToWord()}.")
{
    /// <summary>Why.</summary>
    public ReasonCode Reason { get; } = reason;
}
