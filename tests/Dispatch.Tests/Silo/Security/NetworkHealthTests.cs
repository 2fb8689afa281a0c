using System.Net.Http.Json;
using System.Text.Json;
using Dispatch.Silo.Hosting;
using Dispatch.Silo.Security;
using Dispatch.Tests.Servers.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Dispatch.Tests.Silo.Security;

[Collection("engine")]
public sealed class NetworkHealthTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Plaintext_OnAllAddresses_IsServedWarnedAboutAndDegraded()
    {
        var port = FreePort.Or(0);
        using var captured = new CapturedEverything();
        var settings = new HostSettings
        {
            DataFolder = _folder.File("data"),
            LogsAsServer = true,
            Overrides = new Dictionary<string, string?>
            {
                ["Silo:Address"] = "0.0.0.0",
                ["Silo:AdvertisedAddress"] = "127.0.0.1",
                ["Silo:AllowPlaintext"] = "true",
                ["Silo:HttpPort"] = $"{port}",
            },
        };
        await using var host = await DispatchHost.StartAsync(settings, services => services.AddSingleton<ILoggerProvider>(captured), Stop);
        using var http = new HttpClient();

        using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"), Stop);
        var report = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal("degraded", report.GetProperty("status").GetString());
        var network = report.GetProperty("checks").GetProperty("network");
        Assert.Equal("degraded", network.GetProperty("status").GetString());
        Assert.Equal("plaintext_allowed", network.GetProperty("data").GetProperty("reason").GetString());
        Assert.Equal("0.0.0.0", network.GetProperty("data").GetProperty("address").GetString());
        Assert.Single(captured.Lines, line => line.Contains("Silo:AllowPlaintext is true: whoever reaches 0.0.0.0", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, HealthStatus.Healthy, null)]
    [InlineData(70, HealthStatus.Degraded, "certificate_expires")]
    [InlineData(91, HealthStatus.Unhealthy, "certificate_expired")]
    public async Task Certificate_OfNinetyDays_IsSaidToEndInTime(int days, HealthStatus expected, string? reason)
    {
        var files = TestAuthority.Create().IssueSilo(_folder);
        var network = NetworkSettings.Read(
            new SiloOptions { Tls = new SiloTlsOptions { CertificateFile = files.CertificateFile, KeyFile = files.KeyFile, CaFile = files.CaFile } }, isReadOnly: false);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(days));
        using var captured = new CapturedEverything();
        var logger = new LoggerFactory([captured]).CreateLogger<NetworkNotice>();

        var result = await new NetworkHealthCheck(network, clock).CheckHealthAsync(new HealthCheckContext(), Stop);
        await new NetworkNotice(network, clock, logger).StartAsync(Stop);

        Assert.Equal((expected, reason), (result.Status, result.Data.GetValueOrDefault("reason")));
        Assert.Equal(reason is not null, captured.Lines.Any(line => line.Contains("Silo:Tls:CertificateFile expires at", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Loopback_WithoutCertificates_IsHealthy()
    {
        var network = NetworkSettings.Read(new SiloOptions(), isReadOnly: false);

        var result = await new NetworkHealthCheck(network, TimeProvider.System).CheckHealthAsync(new HealthCheckContext(), Stop);

        Assert.Equal(HealthStatus.Healthy, result.Status);
    }
}
