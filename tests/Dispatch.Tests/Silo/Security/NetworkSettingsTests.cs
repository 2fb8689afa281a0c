using System.Net;
using System.Security.Cryptography;
using Dispatch.Silo.Hosting;
using Dispatch.Silo.Security;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Silo.Security;

public sealed class NetworkSettingsTests : IDisposable
{
    private static readonly HostAddresses Host = new("container", _ => [IPAddress.Parse("10.0.0.5")], () => [IPAddress.Parse("10.0.0.5")]);

    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = TestAuthority.Create();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Defaults_AreLoopbackWithoutTls()
    {
        var network = NetworkSettings.Read(new SiloOptions(), isReadOnly: false);

        Assert.Equal((IPAddress.Loopback, IPAddress.Loopback, null, false), (network.Listening, network.Advertised, network.Tls, network.IsExposed));
    }

    [Fact]
    public void Read_AllAddressesWithoutAnything_IsRefusedWithKeyValueAndMend()
    {
        var wrong = Assert.Throws<ConfigurationException>(() => NetworkSettings.Read(new SiloOptions { Address = "0.0.0.0" }, isReadOnly: false, Host));

        Assert.StartsWith("Silo:Address is '0.0.0.0';", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("Silo:Tls:CertificateFile", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("Silo:AllowPlaintext", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AllAddressesInPlaintext_IsExposed()
    {
        var network = NetworkSettings.Read(new SiloOptions { Address = "0.0.0.0", AllowPlaintext = true }, isReadOnly: false, Host);

        Assert.True(network.IsExposed);
        Assert.Equal(IPAddress.Parse("10.0.0.5"), network.Advertised);
    }

    [Fact]
    public void Read_AllAddressesOfAHostThatOnlyReads_StaysOnLoopback()
    {
        var network = NetworkSettings.Read(new SiloOptions { Address = "0.0.0.0", AllowPlaintext = true }, isReadOnly: true, Host);

        Assert.Equal((IPAddress.Loopback, IPAddress.Loopback, false), (network.Listening, network.Advertised, network.IsExposed));
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("0.0.0.0", true)]
    public void Read_WithCertificate_IsNotExposed(string address, bool useRsa)
    {
        var files = _authority.Issue(_folder, "silo", ["silo.dispatch"], [TestAuthority.ServerAuth, TestAuthority.ClientAuth], useRsa: useRsa);

        var network = NetworkSettings.Read(Options(files, address), isReadOnly: false, Host);

        Assert.NotNull(network.Tls);
        Assert.False(network.IsExposed);
    }

    [Fact]
    public void Read_CertificateOfAnAuthorityBelow_SentWithIt_IsAccepted() =>
        Assert.NotNull(NetworkSettings.Read(Options(_authority.Below("Test Issuing").IssueSilo(_folder)), isReadOnly: false).Tls);

    [Fact]
    public void Read_NamesOfItsOwn_AreTheOnesThatCount()
    {
        var options = Options(_authority.IssueSilo(_folder, name: "silos.billing.example"));
        options.Tls.SiloName = "Silos.billing.example";

        Assert.NotNull(NetworkSettings.Read(options, isReadOnly: false).Tls);
    }

    [Fact]
    public void Read_MissingFiles_NamesEveryKey()
    {
        var files = new IssuedFiles(_folder.File("none.crt"), "", _folder.Path);

        var wrong = Wrong(files);

        Assert.Contains($"Silo:Tls:CertificateFile is '{files.CertificateFile}'; there is no such file", wrong, StringComparison.Ordinal);
        Assert.Contains("Silo:Tls:KeyFile is empty;", wrong, StringComparison.Ordinal);
        Assert.Contains($"Silo:Tls:CaFile is '{files.CaFile}'; it cannot be read", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FilesThatAreNoPem_NamesEveryKey()
    {
        var file = _folder.Write("hello", "hello.txt");

        var wrong = Wrong(new IssuedFiles(file, file, file));

        Assert.Equal(3, wrong.Split(Environment.NewLine).Length);
        Assert.All(wrong.Split(Environment.NewLine), line => Assert.Contains($"is '{file}'; it holds no readable", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_KeyOfAnother_IsRefusedWithoutAnyOfIt()
    {
        var (files, other) = (_authority.IssueSilo(_folder), _authority.IssueSilo(_folder, "other"));

        var wrong = Wrong(files with { KeyFile = other.KeyFile });

        Assert.StartsWith($"Silo:Tls:KeyFile is '{other.KeyFile}'; its key is not that of", wrong, StringComparison.Ordinal);
        AssertNoKeyMaterial(wrong, other.KeyFile);
    }

    [Fact]
    public void Read_RsaKeyForAnEllipticCertificate_IsRefused()
    {
        var files = _authority.IssueSilo(_folder);
        var rsa = _authority.Issue(_folder, "rsa", ["silo.dispatch"], [TestAuthority.ServerAuth, TestAuthority.ClientAuth], useRsa: true);

        Assert.StartsWith("Silo:Tls:KeyFile", Wrong(files with { KeyFile = rsa.KeyFile }), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EncryptedKey_IsRefusedWithItsMend()
    {
        var files = _authority.IssueSilo(_folder);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var encrypted = _folder.Write(key.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1)), "encrypted.key");

        Assert.Contains("the key is encrypted", Wrong(files with { KeyFile = encrypted }), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DamagedKey_IsRefusedWithoutAnyOfIt()
    {
        var files = _authority.IssueSilo(_folder);
        var damaged = _folder.Write(File.ReadAllText(files.KeyFile).Replace("MI", "MJ", StringComparison.Ordinal), "damaged.key");

        var wrong = Wrong(files with { KeyFile = damaged });

        Assert.StartsWith($"Silo:Tls:KeyFile is '{damaged}';", wrong, StringComparison.Ordinal);
        AssertNoKeyMaterial(wrong, damaged);
    }

    [Fact]
    public void Read_Expired_SaysSinceWhen() => AssertRefused(
        _authority.Issue(_folder, "silo", ["silo.dispatch"], [TestAuthority.ServerAuth, TestAuthority.ClientAuth], to: new DateTimeOffset(2025, 12, 31, 23, 59, 0, TimeSpan.Zero), from: new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero)),
        "2025-12-31 23:59Z");

    [Fact]
    public void Read_NotValidYet_SaysFromWhen() => AssertRefused(
        _authority.Issue(_folder, "silo", ["silo.dispatch"], [TestAuthority.ServerAuth, TestAuthority.ClientAuth], from: DateTimeOffset.UtcNow.AddDays(1)),
        "is not valid now");

    [Fact]
    public void Read_CertificateOfAnotherAuthority_IsRefused()
    {
        var other = TestAuthority.Create().IssueSilo(_folder, "other");

        AssertRefused(_authority.IssueSilo(_folder) with { CaFile = other.CaFile }, "not signed by an authority of Silo:Tls:CaFile");
    }

    [Fact]
    public void Read_AuthorityFileWithoutRoot_IsRefused()
    {
        var files = _authority.IssueSilo(_folder);
        var issuing = _folder.Write(_authority.Below("Test Issuing").Pem, "issuing.crt");

        Assert.Contains("no root certificate", Wrong(files with { CaFile = issuing }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serverAuth and clientAuth", "silo.dispatch", TestAuthority.ClientAuth)]
    [InlineData("serverAuth and clientAuth", "silo.dispatch", TestAuthority.ServerAuth)]
    [InlineData("serverAuth and clientAuth", "silo.dispatch")]
    [InlineData("'silo.dispatch'", "client.dispatch", TestAuthority.ServerAuth, TestAuthority.ClientAuth)]
    [InlineData("'silo.dispatch'", "silo.other", TestAuthority.ServerAuth, TestAuthority.ClientAuth)]
    [InlineData("'silo.dispatch'", "silo.dispatch client.dispatch", TestAuthority.ServerAuth, TestAuthority.ClientAuth)]
    [InlineData("'silo.dispatch'", "*.dispatch", TestAuthority.ServerAuth, TestAuthority.ClientAuth)]
    [InlineData("'silo.dispatch'", "", TestAuthority.ServerAuth, TestAuthority.ClientAuth)]
    public void Read_CertificateOfAnotherRole_SaysWhatIsMissing(string expected, string names, params string[] usages) =>
        AssertRefused(_authority.Issue(_folder, "silo", names.Split(' ', StringSplitOptions.RemoveEmptyEntries), usages), expected);

    private static SiloOptions Options(IssuedFiles files, string address = "127.0.0.1") => new()
    {
        Address = address,
        Tls = new SiloTlsOptions { CertificateFile = files.CertificateFile, KeyFile = files.KeyFile, CaFile = files.CaFile },
    };

    private static string Wrong(IssuedFiles files) => Assert.Throws<ConfigurationException>(() => NetworkSettings.Read(Options(files), isReadOnly: false)).Message;

    private static void AssertRefused(IssuedFiles files, string expected)
    {
        var wrong = Wrong(files);

        Assert.StartsWith($"Silo:Tls:CertificateFile is '{files.CertificateFile}';", wrong, StringComparison.Ordinal);
        Assert.Contains(expected, wrong, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.NewLine, wrong, StringComparison.Ordinal);
    }

    private static void AssertNoKeyMaterial(string message, string keyFile) =>
        Assert.All(File.ReadAllLines(keyFile).Where(line => !line.StartsWith('-')), line => Assert.DoesNotContain(line[..16], message, StringComparison.Ordinal));
}
