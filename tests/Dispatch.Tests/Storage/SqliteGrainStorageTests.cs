using System.Net;
using System.Net.Sockets;
using Dispatch.Storage.Sqlite;
using Dispatch.Storage.Sqlite.Grains;
using Dispatch.Tests.Servers.Fixtures;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Storage;

namespace Dispatch.Tests.Storage;

/// <summary>Orleans' ADO.NET grain storage on our tables and queries, in a real silo.</summary>
public sealed class SqliteGrainStorageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string FilePath => _folder.File("grains/subscriptions.db");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Silo_WritesRestartsClears_KeepsWhatWasWritten(bool deleteOnClear)
    {
        using (var first = await StartAsync(deleteOnClear))
        {
            await Grain(first, "genevoise/S-1").SetAsync("one");
            await Grain(first, "genevoise/S-1").SetAsync("two");
            await Grain(first, "genevoise/S-2").SetAsync("other");
            await first.StopAsync(Stop);
        }

        using var second = await StartAsync(deleteOnClear);
        Assert.Equal("two", await Grain(second, "genevoise/S-1").GetAsync());
        await Grain(second, "genevoise/S-1").ClearAsync();
        await Grain(second, "genevoise/S-1").ReloadAsync();

        Assert.Equal("", await Grain(second, "genevoise/S-1").GetAsync());
        Assert.Equal("other", await Grain(second, "genevoise/S-2").GetAsync());
        await Grain(second, "genevoise/S-1").SetAsync("again");
        Assert.Equal("again", await Grain(second, "genevoise/S-1").GetAsync());
        Assert.Equal(deleteOnClear ? 1L : 4L, Scalar("SELECT version FROM grain_state WHERE grain_string = 'genevoise/S-1'"));
        await second.StopAsync(Stop);
    }

    [Fact]
    public async Task Write_VersionBumpedByAnother_IsAConflict()
    {
        using var silo = await StartAsync();
        await Grain(silo, "genevoise/S-1").SetAsync("one");
        Scalar("UPDATE grain_state SET version = version + 1");

        await Assert.ThrowsAsync<InconsistentStateException>(() => Grain(silo, "genevoise/S-1").SetAsync("two"));

        await Grain(silo, "genevoise/S-1").SetAsync("three");
        Assert.Equal("three", await Grain(silo, "genevoise/S-1").GetAsync());
        await silo.StopAsync(Stop);
    }

    [Fact]
    public async Task Write_FirstWriteWhereARowIsAlready_IsAConflict()
    {
        using var silo = await StartAsync();
        await Grain(silo, "genevoise/S-1").SetAsync("one");
        await Grain(silo, "genevoise/S-2").GetAsync(); // it has read that there is nothing
        Scalar("INSERT INTO grain_state SELECT service_id, state_name, grain_n0, grain_n1, 'genevoise/S-2', payload, 1 FROM grain_state RETURNING 1");

        await Assert.ThrowsAsync<InconsistentStateException>(() => Grain(silo, "genevoise/S-2").SetAsync("two"));

        await silo.StopAsync(Stop);
    }

    [Fact]
    public async Task Write_ManyGrainsAtOnce_AllSucceed()
    {
        using var silo = await StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Grain(silo, $"genevoise/S-{i}").SetAsync("state")));

        Assert.Equal(100L, Scalar("SELECT count(*) FROM grain_state"));
        await silo.StopAsync(Stop);
    }

    [Fact]
    public void Prepare_ItsConnectionString_FlushesEveryCommit()
    {
        SqliteGrainStorage.Prepare(FilePath, NullLogger.Instance);
        SqliteGrainStorage.Prepare(FilePath, NullLogger.Instance);

        using var connection = new SqliteConnection(SqliteGrainStorage.ConnectionString(FilePath));
        connection.Open();

        Assert.Equal(("wal", 2L), (connection.Scalar("PRAGMA journal_mode"), connection.Scalar("PRAGMA synchronous")));
    }

    public void Dispose()
    {
        using var pooled = new SqliteConnection(SqliteGrainStorage.ConnectionString(FilePath));
        SqliteConnection.ClearPool(pooled);
        _folder.Dispose();
    }

    private static IKeptTextGrain Grain(IHost silo, string key) => silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IKeptTextGrain>(key);

    private async Task<IHost> StartAsync(bool deleteOnClear = false)
    {
        SqliteGrainStorage.Prepare(FilePath, NullLogger.Instance);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort(), FreePort())
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("test", "dispatch"))
            .AddAdoNetGrainStorageAsDefault(options =>
            {
                options.Invariant = SqliteGrainStorage.Invariant;
                options.ConnectionString = SqliteGrainStorage.ConnectionString(FilePath);
                options.DeleteStateOnClear = deleteOnClear;
            }));
        var host = builder.Build();
        await host.StartAsync(Stop);
        return host;
    }

    private object? Scalar(string sql)
    {
        using var connection = new SqliteConnection(SqliteGrainStorage.ConnectionString(FilePath));
        connection.Open();
        return connection.Scalar(sql);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
