namespace Dispatch.Silo.Hosting;

/// <summary>Another process works on the data folder.</summary>
/// <param name="folder">The folder.</param>
/// <param name="processId">The process that holds it; 0 if it does not say.</param>
/// <param name="gateway">Its gateway, <c>host:port</c>; none if it does not say.</param>
public sealed class DataFolderInUseException(string folder, int processId, string? gateway)
    : Exception($"The data folder '{folder}' is in use by process {processId}.")
{
    /// <summary>The process that holds it; 0 if it does not say.</summary>
    public int ProcessId { get; } = processId;

    /// <summary>Its gateway; none if it does not say.</summary>
    public string? Gateway { get; } = gateway;
}
