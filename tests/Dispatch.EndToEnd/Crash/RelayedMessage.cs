namespace Dispatch.EndToEnd.Crash;

/// <summary>A message that a relay took over, or that a mail system found in the pickup folder.</summary>
/// <param name="Recipient">The envelope's recipient; none in a folder, which has no envelope.</param>
/// <param name="Bytes">The message as it came.</param>
internal sealed record RelayedMessage(string? Recipient, byte[] Bytes);
