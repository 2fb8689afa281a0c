using System.Security.Cryptography;
using Dispatch.Channels.Email.Dkim;
using Dispatch.Tests.Servers.Fixtures;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;

namespace Dispatch.Tests.Channels.Email.Dkim;

/// <summary>Private keys in files, and the records that DNS would have of them.</summary>
internal sealed class TestKeys : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The TXT records of all keys made so far.</summary>
    public List<(string Name, string Record)> Records { get; } = [];

    public void Dispose() => _folder.Dispose();

    public DkimKeyOptions Rsa(string domain, string selector, int bits = 2048, bool isPkcs1 = false)
    {
        using var rsa = RSA.Create(bits);
        Records.Add(($"{selector}._domainkey.{domain}", $"v=DKIM1; k=rsa; p={Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo())}"));
        return Write(domain, selector, isPkcs1 ? rsa.ExportRSAPrivateKeyPem() : rsa.ExportPkcs8PrivateKeyPem());
    }

    public DkimKeyOptions Ed25519(string domain, string selector)
    {
        var key = new Ed25519PrivateKeyParameters(new SecureRandom());
        Records.Add(($"{selector}._domainkey.{domain}", $"v=DKIM1; k=ed25519; p={Convert.ToBase64String(key.GeneratePublicKey().GetEncoded())}"));
        return Write(domain, selector, PemEncoding.WriteString("PRIVATE KEY", PrivateKeyInfoFactory.CreatePrivateKeyInfo(key).GetDerEncoded()));
    }

    public DkimKeyOptions Write(string domain, string selector, string pem) =>
        new() { Domain = domain, Selector = selector, PrivateKeyFile = _folder.Write(pem, $"{selector}.pem") };
}
