namespace Dispatch.Channels.Print.Ipp.Protocol;

/// <summary>Bytes are no IPP message, or more than <see cref="IppLimits"/> allow. The message says what is wrong, never what was read.</summary>
internal sealed class IppFormatException(string message) : Exception(message);
