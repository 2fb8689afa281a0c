namespace Dispatch.Client;

/// <summary>A setting of the connection is wrong. The message names key, value and mend, one line per setting.</summary>
/// <param name="message">What is wrong.</param>
public sealed class ConnectionSettingsException(string message) : Exception(message);
