namespace Dispatch.Client.Tls;

/// <summary>What a certificate speaks for.</summary>
internal enum TlsRole
{
    /// <summary>A silo: it serves, and calls other silos.</summary>
    Silo,

    /// <summary>A client of the gateways.</summary>
    Client,
}
