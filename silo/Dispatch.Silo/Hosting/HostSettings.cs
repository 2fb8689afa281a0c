namespace Dispatch.Silo.Hosting;

/// <summary>What a command decides about the host it starts; everything else is configuration.</summary>
public sealed record HostSettings
{
    /// <summary>The data folder; created where missing, unless <see cref="IsReadOnly"/>.</summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// Whether the host only reads: no lock, no recovery, nothing sent, a missing folder is an empty one. Another process may work on the folder meanwhile.
    /// </summary>
    public bool IsReadOnly { get; init; }

    /// <summary>The gateway's port; 0 takes any free one. None: <c>Silo:GatewayPort</c>, else a free one.</summary>
    public int? GatewayPort { get; init; }

    /// <summary>A JSON file of configuration over <c>DIR/appsettings.json</c>.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>Configuration over everything else, key and value.</summary>
    public IReadOnlyDictionary<string, string?> Overrides { get; init; } = new Dictionary<string, string?>();

    /// <summary>Where spans are appended as JSON lines; none: nowhere.</summary>
    public string? TraceFile { get; init; }

    /// <summary>Whether the host logs as a server does (information and up, JSON lines on standard error) or only errors, as a command does.</summary>
    public bool LogsAsServer { get; init; }
}
