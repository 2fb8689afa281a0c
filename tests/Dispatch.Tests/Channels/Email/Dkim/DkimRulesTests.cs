using System.Security.Cryptography;
using Dispatch.Channels.Email;
using Dispatch.Channels.Email.Dkim;

namespace Dispatch.Tests.Channels.Email.Dkim;

public sealed class DkimRulesTests : IDisposable
{
    private const string Mend = "; name a readable PEM file with an unencrypted private key, RSA of 2048 bits or more or Ed25519.";

    private readonly TestKeys _keys = new();

    public void Dispose() => _keys.Dispose();

    [Fact]
    public void Validate_GoodKeys_Succeed() =>
        Assert.True(Validate(_keys.Rsa("stadtwerke.example", "2026-a"), _keys.Ed25519("stadtwerke.example", "e1.2026"), _keys.Rsa("münchen.example", "m")).Succeeded);

    [Theory]
    [InlineData("", "k", "Email:Dkim:k0:Domain is ''; use the domain that signs, for example stadtwerke.example.")]
    [InlineData("localhost", "k", "Email:Dkim:k0:Domain is 'localhost'; use the domain that signs, for example stadtwerke.example.")]
    [InlineData("a b.example", "k", "Email:Dkim:k0:Domain is 'a b.example'; use the domain that signs, for example stadtwerke.example.")]
    [InlineData("stadtwerke.example", "", "Email:Dkim:k0:Selector is ''; use letters, digits, hyphens and dots, for example 2026a.")]
    [InlineData("stadtwerke.example", "a_b", "Email:Dkim:k0:Selector is 'a_b'; use letters, digits, hyphens and dots, for example 2026a.")]
    public void Validate_BadName_SaysHowToMend(string domain, string selector, string expected)
    {
        var key = _keys.Ed25519("stadtwerke.example", "k");
        (key.Domain, key.Selector) = (domain, selector);

        Assert.Equal([expected], Validate(key).Failures);
    }

    [Fact]
    public void Validate_TwoKeysUnderOneName_AreRefused()
    {
        var key = _keys.Ed25519("stadtwerke.example", "k");

        Assert.Equal(["Email:Dkim:k1 has the domain and selector of another key; give each key a selector of its own."], Validate(key, key).Failures);
    }

    [Fact]
    public void Validate_MissingFile_IsRefused()
    {
        var key = new DkimKeyOptions { Domain = "stadtwerke.example", Selector = "k", PrivateKeyFile = "/nowhere/key.pem" };

        Assert.Equal([$"Email:Dkim:k0:PrivateKeyFile is '/nowhere/key.pem', which cannot be read{Mend}"], Validate(key).Failures);
    }

    [Fact]
    public void Validate_FileThatIsNoUsableKey_SaysWhyAndNothingOfTheKey()
    {
        using var shortRsa = RSA.Create(1024);
        using var rsa = RSA.Create(2048);
        using var elliptic = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var encrypted = rsa.ExportEncryptedPkcs8PrivateKeyPem("geheim", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        (string Pem, string Why)[] cases =
        [
            ("", "holds no PEM text"),
            ("geheim geheim", "holds no PEM text"),
            (shortRsa.ExportPkcs8PrivateKeyPem(), "holds an RSA key of 1024 bits, which is too short"),
            (shortRsa.ExportRSAPrivateKeyPem(), "holds an RSA key of 1024 bits, which is too short"),
            (elliptic.ExportPkcs8PrivateKeyPem(), "holds a key that is neither RSA nor Ed25519"),
            (elliptic.ExportECPrivateKeyPem(), "holds no private key of a kind that can be used"),
            (rsa.ExportSubjectPublicKeyInfoPem(), "holds no private key of a kind that can be used"),
            (encrypted, "is encrypted"),
            ("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "holds a private key that cannot be read"),
            ("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----", "holds a private key that cannot be read"),
        ];

        foreach (var (pem, why) in cases)
        {
            var key = _keys.Write("stadtwerke.example", "k", pem);
            Assert.Equal([$"Email:Dkim:k0:PrivateKeyFile is '{key.PrivateKeyFile}', which {why}{Mend}"], Validate(key).Failures);
        }
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(params DkimKeyOptions[] keys) => new DkimRules().Validate(
        null, new EmailOptions { Dkim = keys.Select((key, i) => ($"k{i}", key)).ToDictionary(entry => entry.Item1, entry => entry.key) });
}
