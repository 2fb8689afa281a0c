namespace Dispatch.Client.Tls;

/// <summary>The three files of one side, as configured.</summary>
/// <param name="Section">The configuration section that names them, for messages.</param>
/// <param name="Role">What our certificate speaks for.</param>
/// <param name="CertificateFile">Our certificate, then what stands between it and the root; PEM.</param>
/// <param name="KeyFile">Its key; PEM, not encrypted.</param>
/// <param name="CaFile">The authorities; PEM.</param>
/// <param name="Names">The names of silos and clients.</param>
internal sealed record TlsSettings(string Section, TlsRole Role, string? CertificateFile, string? KeyFile, string? CaFile, TlsNames Names)
{
    /// <summary>Whether TLS is wanted: one file is enough to want it, and then all three are needed.</summary>
    public bool IsWanted => !string.IsNullOrEmpty(CertificateFile) || !string.IsNullOrEmpty(KeyFile) || !string.IsNullOrEmpty(CaFile);
}
