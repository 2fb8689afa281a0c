namespace Dispatch.Client.Tls;

/// <summary>Why a certificate is not accepted; a closed vocabulary for logs and metrics.</summary>
internal enum PeerRefusal
{
    /// <summary>It does not end at an authority of the CA file, or is damaged.</summary>
    CertificateUntrusted,

    /// <summary>It, or one above it, is expired or not valid yet.</summary>
    CertificateExpired,

    /// <summary>Its extended key usage does not allow the role.</summary>
    CertificateUsage,

    /// <summary>Its DNS names do not give it the role, or give it both.</summary>
    CertificateName,
}
