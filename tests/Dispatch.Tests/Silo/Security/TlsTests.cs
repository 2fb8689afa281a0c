using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Client;
using Dispatch.Silo.Hosting;
using Dispatch.Tests.Servers.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace Dispatch.Tests.Silo.Security;

[Collection("engine")]
public sealed class TlsTests : IDisposable
{
    private const string Refused = "dispatch.connection.refused";

    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = TestAuthority.Create();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Client_WithItsCertificate_IsServed()
    {
        await using var host = await StartAsync(_authority.IssueSilo(_folder).ForSilo());
        using var watch = new RefusalWatch(host);

        await using var connection = await ConnectAsync(host, _authority.IssueClient(_folder).ForClient());

        Assert.Empty(await connection.Client.Catalog.ListBillersAsync());
        Assert.True(watch.IsQuiet);
    }

    [Fact]
    public async Task Client_BothSidesOfAuthoritiesBelow_IsServed()
    {
        await using var host = await StartAsync(_authority.Below("Silos").IssueSilo(_folder).ForSilo());

        await using var connection = await ConnectAsync(host, _authority.Below("Clients").IssueClient(_folder).ForClient());

        Assert.Empty(await connection.Client.Catalog.ListBillersAsync());
    }

    [Fact]
    public async Task Client_OnAllAddressesOfTheMachine_IsServedAtTheAdvertisedOne()
    {
        await using var host = await StartAsync(
            [.. _authority.IssueSilo(_folder).ForSilo(), ("Silo:Address", "0.0.0.0"), ("Silo:AdvertisedAddress", "localhost")]);

        await using var connection = await ConnectAsync(host, _authority.IssueClient(_folder).ForClient());

        Assert.StartsWith("127.0.0.1:", host.Gateway, StringComparison.Ordinal);
        Assert.Empty(await connection.Client.Catalog.ListBillersAsync());
    }

    [Fact]
    public async Task Client_WithoutTls_IsNotServed()
    {
        await using var host = await StartAsync(_authority.IssueSilo(_folder).ForSilo());

        var error = await Assert.ThrowsAsync<GatewayUnreachableException>(() => ConnectAsync(host, tls: null));

        Assert.Contains("Client:Tls:CertificateFile", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_WithTlsWhereTheEngineHasNone_IsNotServed()
    {
        await using var host = await StartAsync();

        await Assert.ThrowsAsync<GatewayUnreachableException>(() => ConnectAsync(host, _authority.IssueClient(_folder).ForClient()));
    }

    [Fact]
    public async Task Client_FilesOfAnotherRole_IsRefusedByItself()
    {
        var error = await Assert.ThrowsAsync<ConnectionSettingsException>(() => DispatchConnection.ConnectAsync(
            new DispatchConnectionOptions { Gateway = "127.0.0.1:1", Tls = _authority.IssueSilo(_folder).ForClient() }, Stop));

        Assert.StartsWith("Client:Tls:CertificateFile is '", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_CertificateOfAnotherAuthority_IsNotServed()
    {
        await using var host = await StartAsync(_authority.IssueSilo(_folder).ForSilo());
        using var watch = new RefusalWatch(host);
        var other = TestAuthority.Create("Another Root");
        var client = other.IssueClient(_folder, "other");
        var both = _folder.Write(other.Pem + Environment.NewLine + _authority.Pem, "both.crt");

        var error = await Assert.ThrowsAsync<GatewayUnreachableException>(() => ConnectAsync(host, client.ForClient() with { CaFile = both }));

        Assert.Equal($"{Refused} certificate_untrusted", await watch.NextAsync());
        Assert.Contains("does not accept the certificate", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("certificate_untrusted")]
    [InlineData("certificate_name")]
    public async Task Client_EngineThatIsNotTheRightOne_IsLeft(string reason)
    {
        // The one has an authority of its own, the other belongs to another cluster of the same authority.
        var (issuer, name) = reason == "certificate_name" ? (_authority, "silo.test") : (TestAuthority.Create("Another Root"), "silo.dispatch");
        await using var host = await StartAsync([.. issuer.IssueSilo(_folder, "impostor", name).ForSilo(), ("Silo:Tls:SiloName", name)]);

        var error = await Assert.ThrowsAsync<GatewayUnreachableException>(() => ConnectAsync(host, _authority.IssueClient(_folder).ForClient()));

        Assert.Contains($"not accepted ({reason})", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gateway", "nothing", "handshake_failed")]
    [InlineData("gateway", "expired client", "certificate_expired")]
    [InlineData("gateway", "early client", "certificate_expired")]
    [InlineData("gateway", "foreign client", "certificate_untrusted")]
    [InlineData("gateway", "client of another cluster", "certificate_name")]
    [InlineData("gateway", "client for servers", "certificate_usage")]
    [InlineData("gateway", "client for everything", "certificate_usage")]
    [InlineData("gateway", "silo", "certificate_name")]
    [InlineData("silo", "nothing", "handshake_failed")]
    [InlineData("silo", "client", "certificate_usage")]
    [InlineData("silo", "client for silos", "certificate_name")]
    [InlineData("silo", "foreign silo", "certificate_untrusted")]
    public async Task Peer_OfAnotherKind_IsRefused(string port, string peer, string reason)
    {
        var siloPort = FreePort.Or(0);
        await using var host = await StartAsync([.. _authority.IssueSilo(_folder).ForSilo(), ("Silo:Port", $"{siloPort}")]);
        using var watch = new RefusalWatch(host);

        await ShakeHandsAsync(port == "silo" ? new IPEndPoint(IPAddress.Loopback, siloPort) : IPEndPoint.Parse(host.Gateway), Show(peer));

        Assert.Equal($"{Refused} {reason}", await watch.NextAsync());
    }

    [Fact]
    public async Task Peer_OlderThanTls12_IsRefused()
    {
        await using var host = await StartAsync(_authority.IssueSilo(_folder).ForSilo());
        using var watch = new RefusalWatch(host);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPEndPoint.Parse(host.Gateway), Stop);
        await using var stream = socket.GetStream();

        // The first message of a TLS 1.1 handshake: what it offers is all that the server may choose from.
        await stream.WriteAsync(TlsElevenHello(), Stop);
        var answer = new byte[7];
        var length = await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, Stop);

        // Either the connection ends, or a fatal alert says protocol_version first.
        Assert.True(length == 0 || (answer[0] == 21 && answer[5] == 2 && answer[6] == 70), Convert.ToHexString(answer, 0, length));
        Assert.Equal($"{Refused} handshake_failed", await watch.NextAsync());
    }

    [Fact]
    public async Task Silos_WithTheirCertificates_MakeACluster()
    {
        await using var first = await StartAsync(_authority.IssueSilo(_folder).ForSilo());
        var primary = first.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.Endpoint;

        await using var second = await StartInAsync(
            "data-2",
            _authority.IssueSilo(_folder, "silo-2").ForSilo(),
            services => services.Configure<DevelopmentClusterMembershipOptions>(options => options.PrimarySiloEndpoint = primary),
            Stop);

        var hosts = await second.Grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true, Stop);
        Assert.Equal(2, hosts.Count);
        await using var connection = await ConnectAsync(second, _authority.IssueClient(_folder).ForClient());
        Assert.Empty(await connection.Client.Catalog.ListBillersAsync());
    }

    [Fact]
    public async Task Silo_OfAnotherAuthority_DoesNotGetIn()
    {
        await using var first = await StartAsync(_authority.IssueSilo(_folder).ForSilo());
        using var watch = new RefusalWatch(first);
        var primary = first.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.Endpoint;
        var other = TestAuthority.Create("Another Root");
        var both = _folder.Write(other.Pem + Environment.NewLine + _authority.Pem, "both.crt");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        var joining = StartInAsync(
            "data-2",
            (other.IssueSilo(_folder, "silo-2") with { CaFile = both }).ForSilo(),
            services => services.Configure<DevelopmentClusterMembershipOptions>(options => options.PrimarySiloEndpoint = primary),
            patience.Token);

        Assert.Equal($"{Refused} certificate_untrusted", await watch.NextAsync());
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => joining);
        Assert.Single(await first.Grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true, Stop));
    }

    private X509Certificate2? Show(string peer) => peer switch
    {
        "nothing" => null,
        "silo" => _authority.IssueSilo(_folder, "peer").Load(),
        "client" => _authority.IssueClient(_folder, "peer").Load(),
        "expired client" => Client(from: DateTimeOffset.UtcNow.AddDays(-9), to: DateTimeOffset.UtcNow.AddDays(-1)),
        "early client" => Client(from: DateTimeOffset.UtcNow.AddDays(1), to: DateTimeOffset.UtcNow.AddDays(9)),
        "foreign client" => TestAuthority.Create("Another Root").IssueClient(_folder, "peer").Load(),
        "foreign silo" => TestAuthority.Create("Another Root").IssueSilo(_folder, "peer").Load(),
        "client of another cluster" => _authority.IssueClient(_folder, "peer", "client.test").Load(),
        "client for servers" => _authority.Issue(_folder, "peer", ["client.dispatch"], [TestAuthority.ServerAuth]).Load(),
        "client for everything" => _authority.Issue(_folder, "peer", ["client.dispatch"], []).Load(),
        "client for silos" => _authority.Issue(_folder, "peer", ["client.dispatch"], [TestAuthority.ServerAuth, TestAuthority.ClientAuth]).Load(),
        _ => throw new ArgumentOutOfRangeException(nameof(peer), peer, null),
    };

    private X509Certificate2 Client(DateTimeOffset from, DateTimeOffset to) =>
        _authority.Issue(_folder, "peer", ["client.dispatch"], [TestAuthority.ClientAuth], from, to).Load();

    private async Task ShakeHandsAsync(IPEndPoint endpoint, X509Certificate2? certificate)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(endpoint, Stop);
        await using var tls = new SslStream(socket.GetStream());
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "silo.dispatch",
            ApplicationProtocols = [new SslApplicationProtocol("Orleans1")],
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { X509Certificate2.CreateFromPem(_authority.Pem) },
                RevocationMode = X509RevocationMode.NoCheck,
            },
            ClientCertificateContext = certificate is null ? null : SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true),
        };
        try
        {
            await tls.AuthenticateAsClientAsync(options, Stop);
            Assert.Equal(0, await tls.ReadAsync(new byte[1], Stop)); // in TLS 1.3 the client is done before the server has looked
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
        }
    }

    private static byte[] TlsElevenHello()
    {
        byte[] body =
        [
            3, 2, .. Enumerable.Repeat((byte)7, 32), // version 1.1, random
            0, // no session
            0, 4, 0xC0, 0x13, 0x00, 0x2F, // two suites that TLS 1.1 has
            1, 0, // no compression
        ];
        return [22, 3, 1, 0, (byte)(body.Length + 4), 1, 0, 0, (byte)body.Length, .. body];
    }

    private static Task<DispatchConnection> ConnectAsync(DispatchHost host, ClientTlsOptions? tls) =>
        DispatchConnection.ConnectAsync(new DispatchConnectionOptions { Gateway = host.Gateway, Tls = tls }, Stop);

    private Task<DispatchHost> StartAsync(params (string Key, string Value)[] settings) => StartInAsync("data", settings, configure: null, Stop);

    private Task<DispatchHost> StartInAsync(string data, (string Key, string Value)[] settings, Action<IServiceCollection>? configure, CancellationToken cancellationToken) =>
        DispatchHost.StartAsync(
            new HostSettings { DataFolder = _folder.File(data), Overrides = settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value) },
            configure,
            cancellationToken);
}
