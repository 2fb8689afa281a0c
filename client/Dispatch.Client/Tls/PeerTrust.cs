using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dispatch.Client.Tls;

/// <summary>
/// Decides whether a certificate may speak for a role: by our own authorities alone, its dates, its extended key usage and its DNS name.
/// Host names and addresses play no part, so that a silo may come back under another one.
/// </summary>
internal sealed class PeerTrust(X509Certificate2Collection authorities, TlsNames names)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private const X509ChainStatusFlags Dates = X509ChainStatusFlags.NotTimeValid;
    private const X509ChainStatusFlags Usage = X509ChainStatusFlags.NotValidForUsage;

    /// <summary>How the chain of a certificate of the role is built: no system roots, nothing fetched, nothing asked about revocation.</summary>
    public X509ChainPolicy PolicyFor(TlsRole role)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        foreach (var authority in authorities)
            (IsRoot(authority) ? policy.CustomTrustStore : policy.ExtraStore).Add(authority);
        foreach (var usage in UsagesOf(role))
            policy.ApplicationPolicy.Add(new Oid(usage));
        return policy;
    }

    /// <summary>Checks what a peer showed in a handshake whose chain was built by <see cref="PolicyFor"/>.</summary>
    public PeerRefusal? Check(TlsRole role, X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        // A host name that differs is none of our business; see above.
        if ((errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None)
            return CheckRole(role, certificate);
        return chain is null ? PeerRefusal.CertificateUntrusted : Reason(chain);
    }

    /// <summary>Checks a certificate of our own as the other side will.</summary>
    /// <param name="role">The role that it is to speak for.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="intermediates">What it is sent with.</param>
    public PeerRefusal? Check(TlsRole role, X509Certificate2 certificate, X509Certificate2Collection intermediates)
    {
        using var chain = new X509Chain { ChainPolicy = PolicyFor(role) };
        chain.ChainPolicy.ExtraStore.AddRange(intermediates);
        return chain.Build(certificate) ? CheckRole(role, certificate) : Reason(chain);
    }

    /// <summary>Whether a certificate signs itself, as a chain's end does.</summary>
    public static bool IsRoot(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static PeerRefusal Reason(X509Chain chain)
    {
        var status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        if ((status & ~(Dates | Usage)) != 0 || status == X509ChainStatusFlags.NoError)
            return PeerRefusal.CertificateUntrusted;
        return (status & Dates) != 0 ? PeerRefusal.CertificateExpired : PeerRefusal.CertificateUsage;
    }

    private PeerRefusal? CheckRole(TlsRole role, X509Certificate2 certificate)
    {
        // A certificate without the extension is good for everything: it must say what it is for.
        var usages = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .SelectMany(extension => extension.EnhancedKeyUsages.Cast<Oid>()).Select(usage => usage.Value).ToHashSet();
        if (!UsagesOf(role).All(usages.Contains))
            return PeerRefusal.CertificateUsage;

        var dnsNames = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return dnsNames.Contains(names[role]) && !dnsNames.Contains(names.Other(role)) ? null : PeerRefusal.CertificateName;
    }

    private static string[] UsagesOf(TlsRole role) => role == TlsRole.Silo ? [ServerAuthentication, ClientAuthentication] : [ClientAuthentication];
}
