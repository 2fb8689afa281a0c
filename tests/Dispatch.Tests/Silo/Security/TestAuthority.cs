using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Silo.Security;

/// <summary>A private authority that issues what a test asks for, right or wrong, as PEM files.</summary>
internal sealed class TestAuthority
{
    public const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    public const string ClientAuth = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _certificate;
    private readonly TestAuthority? _above;

    private TestAuthority(X509Certificate2 certificate, TestAuthority? above) => (_certificate, _above) = (certificate, above);

    public string Pem => _certificate.ExportCertificatePem();

    public static TestAuthority Create(string name = "Test Root")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new TestAuthority(AuthorityRequest(name, key).CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(2)), above: null);
    }

    /// <summary>An authority below this one.</summary>
    public TestAuthority Below(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signed = AuthorityRequest(name, key).Create(_certificate, DateTimeOffset.UtcNow.AddYears(-1), DateTimeOffset.UtcNow.AddYears(1), RandomNumberGenerator.GetBytes(8));
        return new TestAuthority(signed.CopyWithPrivateKey(key), this);
    }

    public IssuedFiles IssueSilo(TemporaryFolder folder, string file = "silo", string name = "silo.dispatch") => Issue(folder, file, [name], [ServerAuth, ClientAuth]);

    public IssuedFiles IssueClient(TemporaryFolder folder, string file = "client", string name = "client.dispatch") => Issue(folder, file, [name], [ClientAuth]);

    /// <summary>Issues a certificate and writes it with its key and this authority's root.</summary>
    public IssuedFiles Issue(
        TemporaryFolder folder, string file, string[] names, string[] usages, DateTimeOffset? from = null, DateTimeOffset? to = null, bool useRsa = false)
    {
        using var rsa = useRsa ? RSA.Create(2048) : null;
        using var ec = useRsa ? null : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = rsa is not null
            ? new CertificateRequest($"CN={file}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest($"CN={file}", ec!, HashAlgorithmName.SHA256);
        if (usages.Length > 0)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. usages.Select(usage => new Oid(usage))], critical: false));
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
            alternatives.AddDnsName(name);
        if (names.Length > 0)
            request.CertificateExtensions.Add(alternatives.Build());

        var generator = X509SignatureGenerator.CreateForECDsa(_certificate.GetECDsaPrivateKey()!);
        using var certificate = request.Create(
            _certificate.SubjectName, generator, from ?? DateTimeOffset.UtcNow.AddDays(-1), to ?? DateTimeOffset.UtcNow.AddDays(90), RandomNumberGenerator.GetBytes(8));
        var chain = _above is null ? certificate.ExportCertificatePem() : $"{certificate.ExportCertificatePem()}\n{Pem}";
        return new IssuedFiles(
            folder.Write(chain, $"{file}.crt"),
            folder.Write(rsa?.ExportPkcs8PrivateKeyPem() ?? ec!.ExportPkcs8PrivateKeyPem(), $"{file}.key"),
            folder.Write((_above ?? this).Pem, $"{file}-ca.crt"));
    }

    private static CertificateRequest AuthorityRequest(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        return request;
    }
}
