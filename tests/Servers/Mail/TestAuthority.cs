using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dispatch.Tests.Servers.Mail;

/// <summary>A certificate authority made for one test, and the certificate of <c>localhost</c> that it signed.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _authority;

    public TestAuthority(string host = "localhost")
    {
        var now = DateTimeOffset.UtcNow;
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Dispatch Test Authority", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        _authority = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var relay = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        relay.CertificateExtensions.Add(names.Build());
        relay.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var signed = relay.Create(_authority, now.AddDays(-1), now.AddDays(10), [1, 2, 3, 4]);
        using var withKey = signed.CopyWithPrivateKey(key);
        Relay = X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }

    /// <summary>The relay's certificate with its key.</summary>
    public X509Certificate2 Relay { get; }

    /// <summary>The relay's certificate and key as one file.</summary>
    public string ToRelayPem()
    {
        using var key = Relay.GetECDsaPrivateKey()!;
        return $"{Relay.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }

    public string ToPem() => _authority.ExportCertificatePem();

    public void Dispose()
    {
        _authority.Dispose();
        Relay.Dispose();
    }
}
