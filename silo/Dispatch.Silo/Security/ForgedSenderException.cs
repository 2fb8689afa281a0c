namespace Dispatch.Silo.Security;

/// <summary>A client's connection carried a message that no client may send; it is closed.</summary>
internal sealed class ForgedSenderException(Exception? inner = null) : Exception("A client's connection carried a message of somebody else.", inner);
