namespace Dispatch.Silo.Security;

/// <summary>The silo's certificate and whom it trusts; section <c>Silo:Tls</c>. All files are PEM; without any of them connections are not encrypted.</summary>
internal sealed class SiloTlsOptions
{
    /// <summary>The silo's certificate, then what stands between it and the root.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>Its key, not encrypted.</summary>
    public string? KeyFile { get; set; }

    /// <summary>The authorities at which certificates of silos and clients end.</summary>
    public string? CaFile { get; set; }

    /// <summary>The DNS name that makes a certificate a silo's.</summary>
    /// <value>Default: <c>silo.</c> and the cluster's id.</value>
    public string? SiloName { get; set; }

    /// <summary>The DNS name that makes a certificate a client's.</summary>
    /// <value>Default: <c>client.</c> and the cluster's id.</value>
    public string? ClientName { get; set; }
}
