namespace Dispatch.Client;

/// <summary>How an app connects to a running engine.</summary>
public sealed record DispatchConnectionOptions
{
    /// <summary>The gateway's <c>host:port</c>, as <c>dispatchctl serve</c> prints it; of a cluster several, separated by commas.</summary>
    public required string Gateway { get; init; }

    /// <summary>The cluster's id, <c>Silo:ClusterId</c> of the engine.</summary>
    public string ClusterId { get; init; } = "dispatch";

    /// <summary>How long to wait until the engine has answered.</summary>
    /// <value>Default: 30 seconds.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The certificate to show, where the engine asks for one; none, or all its files empty: the connection is not encrypted.</summary>
    public ClientTlsOptions? Tls { get; init; }
}
