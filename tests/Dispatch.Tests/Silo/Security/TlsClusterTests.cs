using Dispatch.Abstractions;
using Dispatch.Client;
using Dispatch.Silo.Hosting;
using Dispatch.Tests.Grains;
using Dispatch.Tests.Grains.Engine;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Silo.Security;

/// <summary>Silos that find each other in the database and speak to each other, and to clients, under certificates: a cluster as it is run.</summary>
[Collection("engine")]
public sealed class TlsClusterTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = TestAuthority.Create();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Silos_OfOneDatabaseWithCertificates_ServeOneClientTogether()
    {
        await using var first = await StartAsync("one");
        await using var second = await StartAsync("two");

        await using var connection = await DispatchConnection.ConnectAsync(
            new DispatchConnectionOptions { Gateway = $"{first.Gateway},{second.Gateway}", Tls = _authority.IssueClient(_folder).ForClient() }, Stop);
        var client = connection.Client;
        var subscription = TestSubscriptions.Of([TestSubscriptions.ByPost("letter")]);
        Assert.Empty(await client.Biller(subscription.Biller).PutAsync(TestSubscriptions.Biller()));
        Assert.Empty((await client.Subscription(new SubscriptionId(subscription.Biller, subscription.Number)).PutAsync(subscription)).Errors);

        var answers = await client.FinalizeManyAsync([.. Enumerable.Range(0, 40).Select(i => new FinalizeInvoiceRequest { Source = TestInvoices.Ubl($"T-{i}"), RequestedBy = "test" })], Stop);
        foreach (var answer in answers)
            Assert.Equal(InvoiceState.Settled, (await client.WaitForSettledAsync(Assert.IsType<FinalizeAnswer.Accepted>(answer).Invoice, Stop)).State);

        Assert.Equal(2, (await second.Grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true, Stop)).Count);
        await Assert.ThrowsAsync<GatewayUnreachableException>(() => DispatchConnection.ConnectAsync(new DispatchConnectionOptions { Gateway = second.Gateway }, Stop));
    }

    private async Task<DispatchHost> StartAsync(string name)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Storage:Provider"] = "PostgreSql",
            ["Storage:ConnectionString"] = await database.GetConnectionStringAsync(),
            ["Documents:Provider"] = "PostgreSql",
            ["Silo:Port"] = $"{Servers.FreePort.Take()}",
            ["Silo:GatewayPort"] = $"{Servers.FreePort.Take()}",
            ["Print:SpoolFolder"] = _folder.File("print"),
        };
        foreach (var (key, value) in _authority.IssueSilo(_folder).ForSilo())
            settings[key] = value;
        return await DispatchHost.StartAsync(new HostSettings { DataFolder = _folder.File(name), Overrides = settings }, Stop);
    }
}
