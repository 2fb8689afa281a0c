using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;

namespace Dispatch.Client.Tls;

/// <summary>Our certificate with its key, and whom we trust: what both ends of a connection need.</summary>
/// <param name="certificate">Ours.</param>
/// <param name="intermediates">What it is sent with.</param>
/// <param name="trust">Whom we trust.</param>
/// <param name="names">The names of silos and clients.</param>
internal sealed class TlsIdentity(X509Certificate2 certificate, X509Certificate2Collection intermediates, PeerTrust trust, TlsNames names)
{
    private readonly SslStreamCertificateContext _context = SslStreamCertificateContext.Create(certificate, intermediates, offline: true);

    /// <summary>When our certificate expires.</summary>
    public DateTimeOffset ExpiresAt { get; } = certificate.NotAfter;

    /// <summary>The settings of connections whose other end must have a role.</summary>
    /// <param name="peer">The role.</param>
    /// <param name="refused">Told why a peer is refused.</param>
    public TlsOptions OptionsFor(TlsRole peer, Action<PeerRefusal> refused) => new()
    {
        LocalCertificate = certificate,
        RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
        ClientCertificateMode = RemoteCertificateMode.RequireCertificate,
        SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        RemoteCertificateValidation = (shown, chain, errors) =>
        {
            if (trust.Check(peer, shown, chain, errors) is not { } refusal)
                return true;
            refused(refusal);
            return false;
        },
        OnAuthenticateAsServer = (_, options) =>
        {
            var server = (SslServerAuthenticationOptions)options.SslServerAuthenticationOptions;
            server.ServerCertificateSelectionCallback = null;
            server.ServerCertificateContext = _context;
            server.CertificateChainPolicy = trust.PolicyFor(peer);
        },
        OnAuthenticateAsClient = (_, options) =>
        {
            var client = (SslClientAuthenticationOptions)options.SslClientAuthenticationOptions;
            client.ClientCertificateContext = _context;
            client.CertificateChainPolicy = trust.PolicyFor(peer);
            if (Uri.CheckHostName(names[peer]) == UriHostNameType.Dns)
                client.TargetHost = names[peer];
        },
    };
}
