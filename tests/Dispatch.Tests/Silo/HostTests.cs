using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Dispatch.Abstractions;
using Dispatch.Client;
using Dispatch.Silo.Hosting;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Silo;

[Collection("engine")]
public sealed class HostTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Host:DrainTimeout", "00:00:00")]
    [InlineData("Host:DrainTimeout", "soon")]
    [InlineData("Host:RecoveryPeriod", "1.00:00:00")]
    [InlineData("Host:RenderQueueLength", "0")]
    [InlineData("Silo:Port", "70000")]
    [InlineData("Silo:GatewayPort", "abc")]
    [InlineData("Silo:HttpPort", "-1")]
    [InlineData("Silo:Address", "0.0.0.0")]
    [InlineData("Silo:Address", "silo.example")]
    [InlineData("Silo:Address", "192.0.2.77")]
    [InlineData("Silo:AllowPlaintext", "perhaps")]
    [InlineData("Silo:AdvertisedAddress", "192.0.2.77")]
    [InlineData("Storage:Provider", "Oracle")]
    [InlineData("Documents:Provider", "S3")]
    [InlineData("Storage:Sqlite:BusyTimeout", "never")]
    [InlineData("Email:EndOfDataTimeout", "00:00:30")]
    [InlineData("Email:Port", "abc")]
    [InlineData("Email:Security", "Sometimes")]
    [InlineData("Email:SlotCount", "0")]
    [InlineData("Email:Retry:FirstDelay", "00:00:00")]
    [InlineData("Email:Host", "smtp://relay:25")]
    [InlineData("Print:DefaultPrinter", "attic")]
    [InlineData("Validation:LineNets", "Sometimes")]
    public async Task Start_WrongSetting_StopsWithKeyValueAndMend(string key, string value)
    {
        var wrong = await Assert.ThrowsAsync<ConfigurationException>(() => DispatchHost.StartAsync(Settings((key, value)), Stop));

        Assert.Contains(key, wrong.Message, StringComparison.Ordinal);
        Assert.Contains(value, wrong.Message, StringComparison.Ordinal);
        Assert.Matches("use |remove|Use ", wrong.Message);
        await using var started = await DispatchHost.StartAsync(Settings(), Stop);
    }

    [Theory]
    [InlineData("Silo:ClusterId", "")]
    [InlineData("Storage:Sqlite:BusyTimeout", "01:00:00")]
    [InlineData("Print:Printers:hall:Uri", "ipp:queue")]
    [InlineData("Email:UserName", "billing")]
    [InlineData("Email:Templates:Folder", "/nowhere/templates")]
    [InlineData("Email:Dkim:main:PrivateKeyFile", "/nowhere/key.pem")]
    public async Task Start_WrongSettingWhoseValueSaysNothing_StopsWithItsKey(string key, string value)
    {
        var wrong = await Assert.ThrowsAsync<ConfigurationException>(() => DispatchHost.StartAsync(Settings((key, value), ("Email:Host", "relay.example")), Stop));

        Assert.Contains(key, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ConfigurationFileThatIsNone_StopsNamingIt()
    {
        var file = _folder.Write("{ no json", "my.json");

        var broken = await Assert.ThrowsAsync<ConfigurationException>(() => DispatchHost.StartAsync(Settings() with { ConfigFile = file }, Stop));
        var missing = await Assert.ThrowsAsync<ConfigurationException>(() => DispatchHost.StartAsync(Settings() with { ConfigFile = file + "x" }, Stop));

        Assert.All([broken, missing], error => Assert.Contains("my.json", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_FolderInUse_NamesProcessAndGateway()
    {
        await using var first = await DispatchHost.StartAsync(Settings(), Stop);

        var inUse = await Assert.ThrowsAsync<DataFolderInUseException>(() => DispatchHost.StartAsync(Settings(), Stop));

        Assert.Equal((Environment.ProcessId, first.Gateway), (inUse.ProcessId, inUse.Gateway));
    }

    [Fact]
    public void Start_LeftBehindByADeadProcess_ForgetsItsGatewayAtOnce()
    {
        _folder.Write("""{"processId":1,"gateway":"127.0.0.1:1"}""", "data", "dispatch.lock.json");
        using var held = DataFolderLock.Take(_folder.File("data"));

        var inUse = Assert.Throws<DataFolderInUseException>(() => DataFolderLock.Take(_folder.File("data")));

        Assert.Equal((0, null), (inUse.ProcessId, inUse.Gateway));
    }

    [Fact]
    public async Task ReadOnly_MissingFolder_IsEmptyAndStaysMissing()
    {
        await using (var host = await DispatchHost.StartAsync(Settings() with { IsReadOnly = true }, Stop))
        {
            var client = new DispatchClient(host.Grains);

            Assert.Empty(await client.Catalog.ListBillersAsync());
            Assert.Empty((await client.Catalog.ListInvoicesAsync(new InvoiceQuery())).Items);
            Assert.Null(await client.Catalog.FindNextDueAsync());
            Assert.Null(await client.Biller("stadtwerke").GetAsync());
        }

        Assert.False(Directory.Exists(_folder.File("data")));
    }

    [Fact]
    public async Task Health_RunningHost_IsLiveAndReady()
    {
        var port = FreePort.Or(0);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await using (await DispatchHost.StartAsync(Settings(("Silo:HttpPort", $"{port}")), Stop))
        {
            var live = await http.GetAsync("/health/live", Stop);
            var ready = await http.GetAsync("/health/ready", Stop);

            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (live.StatusCode, ready.StatusCode));
            var report = await ready.Content.ReadFromJsonAsync<JsonElement>(Stop);
            Assert.Equal("healthy", report.GetProperty("checks").GetProperty("store").GetProperty("status").GetString());
            Assert.Equal("healthy", report.GetProperty("checks").GetProperty("silo").GetProperty("status").GetString());
        }

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync("/health/live", Stop));
    }

    [Fact]
    public async Task Start_PortInUse_StopsNamingThePortKeys()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var wrong = await Assert.ThrowsAsync<ConfigurationException>(() =>
            DispatchHost.StartAsync(Settings(("Silo:Port", $"{FreePort.Or(0)}")) with { GatewayPort = ((IPEndPoint)taken.LocalEndpoint).Port }, Stop));

        Assert.Contains("Silo:GatewayPort", wrong.Message, StringComparison.Ordinal);
    }

    private HostSettings Settings(params (string Key, string Value)[] overrides) =>
        new() { DataFolder = _folder.File("data"), Overrides = overrides.ToDictionary(setting => setting.Key, setting => (string?)setting.Value) };
}
