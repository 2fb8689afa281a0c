namespace Dispatch.Client;

/// <summary>No engine answers at a gateway, or the two do not accept each other.</summary>
public sealed class GatewayUnreachableException : Exception
{
    /// <summary>Nobody answers.</summary>
    /// <param name="gateway">The gateway as given.</param>
    /// <param name="inner">What the connection said.</param>
    public GatewayUnreachableException(string gateway, Exception inner)
        : this(gateway, isEncrypted: false, refused: null, inner)
    {
    }

    internal GatewayUnreachableException(string gateway, bool isEncrypted, string? refused, Exception inner)
        : base(Explain(gateway, isEncrypted, refused), inner)
    {
    }

    private static string Explain(string gateway, bool isEncrypted, string? refused)
    {
        if (refused is not null)
            return $"The engine at {gateway} shows a certificate that is not accepted ({refused}); see Client:Tls:CaFile and Client:Tls:SiloName, or whether it is the right engine.";
        return isEncrypted
            ? $"No engine answers at {gateway}, or it does not accept the certificate of Client:Tls:CertificateFile; start one with 'dispatchctl serve', mend the address, or see the engine's log for event 4002."
            : $"No engine answers at {gateway}; start one with 'dispatchctl serve' or mend the address (it must be the one that the engine advertises); if it asks for certificates, set Client:Tls:CertificateFile, KeyFile and CaFile.";
    }
}
