using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dispatch.Channels.Email;

/// <summary>Decides whether a relay's certificate is accepted: by the system's trust, or by our own authorities alone.</summary>
internal sealed class RelayTrust
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    private readonly X509Certificate2Collection? _authorities;

    public RelayTrust(string? caFile) => _authorities = string.IsNullOrEmpty(caFile) ? null : ReadAuthorities(caFile);

    /// <summary>Reads all certificates of a PEM file.</summary>
    public static X509Certificate2Collection ReadAuthorities(string caFile)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(caFile);
        return authorities;
    }

    /// <summary>The check itself; the host name must match in every case.</summary>
    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        if (_authorities is null)
            return errors == SslPolicyErrors.None;
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
            return false;

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(ServerAuthentication);
        foreach (var element in presented?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        using var relay = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(relay);
    }
}
