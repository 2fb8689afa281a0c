namespace Dispatch.Silo.Hosting;

/// <summary>A setting that stops the start. The message names key, value and mend, one line per setting.</summary>
public sealed class ConfigurationException(string message, Exception? inner = null) : Exception(message, inner);
