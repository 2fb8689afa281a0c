namespace Dispatch.Client.Tls;

/// <summary>
/// The DNS names that tell silos and clients of a cluster apart: all silos bear the one, all clients the other, wherever they run.
/// With the cluster's id in them, certificates of one cluster are worth nothing in another that has the same authority.
/// </summary>
/// <param name="Silo">The name of the silos.</param>
/// <param name="Client">The name of the clients.</param>
internal sealed record TlsNames(string Silo, string Client)
{
    /// <summary>The names of a cluster, where none are configured.</summary>
    public static TlsNames Of(string clusterId, string? silo, string? client) =>
        new(string.IsNullOrEmpty(silo) ? $"silo.{clusterId}" : silo, string.IsNullOrEmpty(client) ? $"client.{clusterId}" : client);

    /// <summary>The name that gives a role.</summary>
    public string this[TlsRole role] => role == TlsRole.Silo ? Silo : Client;

    /// <summary>The name that a certificate of the role must not bear.</summary>
    public string Other(TlsRole role) => role == TlsRole.Silo ? Client : Silo;
}
