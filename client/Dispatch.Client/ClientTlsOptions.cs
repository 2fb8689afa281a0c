namespace Dispatch.Client;

/// <summary>The certificate of a client app and whom it trusts; all three files are PEM. Host names and addresses of silos are not compared: their certificate's name is.</summary>
public sealed record ClientTlsOptions
{
    /// <summary>The app's certificate, then what stands between it and the root.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Its key, not encrypted.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The authorities that silos' certificates end at.</summary>
    public string? CaFile { get; init; }

    /// <summary>The DNS name in the silos' certificates; none: <c>silo.</c> and the cluster's id.</summary>
    public string? SiloName { get; init; }

    /// <summary>The DNS name in the clients' certificates; none: <c>client.</c> and the cluster's id.</summary>
    public string? ClientName { get; init; }
}
