using Dispatch.Abstractions;

namespace Dispatch.Channels.Print.Ipp;

/// <summary>A request got no IPP answer. Holds no text of the server.</summary>
/// <param name="reason">Why.</param>
/// <param name="protocolCode">The HTTP status, for example <c>HTTP 503</c>; none without one.</param>
/// <param name="inner">What ended it.</param>
internal sealed class IppFailureException(ReasonCode reason, string? protocolCode = null, Exception? inner = null)
    : Exception($"No IPP answer: {reason}.", inner)
{
    /// <summary>Why.</summary>
    public ReasonCode Reason { get; } = reason;

    /// <summary>The HTTP status.</summary>
    public string? ProtocolCode { get; } = protocolCode;
}
