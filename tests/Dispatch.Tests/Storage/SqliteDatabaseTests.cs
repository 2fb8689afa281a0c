using Dispatch.Abstractions;
using Dispatch.Storage.Controls;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Sqlite;
using Dispatch.Tests.Servers.Fixtures;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using static Dispatch.Tests.Storage.Samples;

namespace Dispatch.Tests.Storage;

/// <summary>Start, stop, power cuts, upgrades and reading beside another writer.</summary>
public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string FilePath => _folder.File("dispatch.db");

    [Fact]
    public async Task PowerCut_AmongManyWrites_KeepsEveryAnsweredOne()
    {
        const int writerCount = 16;
        await using var storage = await SqliteTestStorage.OpenAsync(FilePath);
        using var enough = new CancellationTokenSource();
        var answered = new int[writerCount];
        var writers = Enumerable.Range(0, writerCount).Select(async writer =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                await storage.Store.AcceptAsync(Invoice($"{writer}-{i}"), Stop);
                Volatile.Write(ref answered[writer], i + 1);
            }
        }).ToList();

        for (var cut = 0; cut < 5; cut++)
        {
            // Inside a transaction of the writer, because it alone moves its log into the file: the copies are of one moment.
            var (copy, promised) = await storage.Database.WriteAsync(
                session =>
                {
                    var promised = Enumerable.Range(0, writerCount).Select(writer => Volatile.Read(ref answered[writer])).ToArray();
                    session.Connection.Run($"INSERT INTO biller (name) VALUES ('cut {cut}')");
                    return (PowerCut(cut), promised);
                }, Stop);

            await using var restarted = await SqliteTestStorage.OpenAsync(copy);
            var found = (await CountByWriterAsync(restarted, writerCount)).Zip(promised).ToList();
            Assert.All(found, pair => Assert.InRange(pair.First, pair.Second, pair.Second + 1));
            Assert.DoesNotContain($"cut {cut}", await restarted.Catalog.ListBillersAsync(Stop));
        }

        await enough.CancelAsync();
        await Task.WhenAll(writers);
    }

    [Fact]
    public async Task Reopen_AfterAnOrderlyStop_HasEverythingAndNoLog()
    {
        await using (var storage = await SqliteTestStorage.OpenAsync(FilePath))
        {
            await storage.Store.AcceptAsync(Invoice("1"), Stop);
            await storage.Store.FindInvoiceAsync("genevoise", "1", Stop);
        }

        Assert.Equal(["dispatch.db"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
        await using var again = await SqliteTestStorage.OpenAsync(FilePath);
        Assert.NotNull(await again.Store.FindInvoiceAsync("genevoise", "1", Stop));
    }

    [Fact]
    public async Task ReadOnly_MissingFile_ReadsAsEmptyAndMakesNothing()
    {
        await using var reader = await SqliteTestStorage.OpenAsync(FilePath, options => options.ReadOnly = true);

        Assert.Empty(await reader.Store.ListInvoicesAsync(new InvoiceFilter(), Stop));
        Assert.Empty(await reader.Catalog.ListBillersAsync(Stop));
        Assert.Null(await reader.Store.FindNextDueAsync(Stop));
        Assert.Empty(await reader.Store.ListOpenQueuesAsync(7, Stop));
        Assert.Empty(await reader.Runs.ListAsync(before: null, 10, Stop));
        Assert.Null(await reader.Runs.FindAsync("run-a", Stop));
        Assert.Empty((await reader.Runs.CountItemsAsync(1, Stop)).ByState);
        Assert.Equal(EngineControls.None, await reader.Controls.ReadAsync(Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.Store.AcceptAsync(Invoice("1"), Stop));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task ReadOnly_BesideAWriter_SeesEachAnsweredWrite()
    {
        await using var reader = await SqliteTestStorage.OpenAsync(FilePath, options => options.ReadOnly = true);
        await using var writer = await SqliteTestStorage.OpenAsync(FilePath);

        for (var i = 0; i < 20; i++)
        {
            await writer.Store.AcceptAsync(Invoice($"{i}"), Stop);
            Assert.NotNull(await reader.Store.FindInvoiceAsync("genevoise", $"{i}", Stop));
        }
    }

    [Fact]
    public async Task ReadOnly_AfterAPowerCut_ReadsWhatTheLogHolds()
    {
        await using var writer = await SqliteTestStorage.OpenAsync(FilePath);
        await writer.Store.AcceptAsync(Invoice("1"), Stop);
        var copy = PowerCut(0);

        await using var reader = await SqliteTestStorage.OpenAsync(copy, options => options.ReadOnly = true);

        Assert.NotNull(await reader.Store.FindInvoiceAsync("genevoise", "1", Stop));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Initialize_NewerMajorVersion_IsRefused(bool readOnly)
    {
        await (await SqliteTestStorage.OpenAsync(FilePath)).DisposeAsync();
        Change("INSERT INTO schema_version (ScriptName, Applied) VALUES ('1000-from-the-future.sql', '2030-01-01')");

        var error = await Assert.ThrowsAsync<StorageException>(() => SqliteTestStorage.OpenAsync(FilePath, options => options.ReadOnly = readOnly));

        Assert.Contains("1000-from-the-future.sql", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Initialize_NewerScriptOfThisMajorVersion_IsUsed()
    {
        await (await SqliteTestStorage.OpenAsync(FilePath)).DisposeAsync();
        Change("INSERT INTO schema_version (ScriptName, Applied) VALUES ('0999-from-a-newer-silo.sql', '2030-01-01')");

        await using var storage = await SqliteTestStorage.OpenAsync(FilePath);

        Assert.True((await storage.Store.AcceptAsync(Invoice("1"), Stop)).IsNew);
    }

    [Fact]
    public async Task Initialize_OlderDatabase_IsUpgradedUnlessReadOnly()
    {
        await (await SqliteTestStorage.OpenAsync(FilePath)).DisposeAsync();
        Change("DELETE FROM schema_version WHERE ScriptName = '0002-catalog.sql'; DROP TABLE subscription; DROP TABLE biller");

        var error = await Assert.ThrowsAsync<StorageException>(() => SqliteTestStorage.OpenAsync(FilePath, options => options.ReadOnly = true));
        await using var storage = await SqliteTestStorage.OpenAsync(FilePath);

        Assert.Contains("0002-catalog.sql", error.Message, StringComparison.Ordinal);
        Assert.Empty(await storage.Catalog.ListBillersAsync(Stop));
    }

    [Fact]
    public async Task Initialize_BeforeQueuesWithOpenRows_FindsThemAsInvoicesOfTheirOwn()
    {
        await using (var storage = await SqliteTestStorage.OpenAsync(FilePath))
            await storage.Store.AcceptAsync(Invoice("1", runId: "run-a", dispatches: DispatchOf("1", runId: "run-a", shard: 7)), Stop);
        Change("""
            DROP TABLE print_batch; DROP INDEX dispatch_batch; DROP INDEX dispatch_gather; ALTER TABLE dispatch DROP COLUMN letter;
            ALTER TABLE dispatch DROP COLUMN batch; ALTER TABLE dispatch DROP COLUMN copied; DELETE FROM schema_version WHERE ScriptName = '0005-print-batches.sql';
            DROP INDEX dispatch_queue; ALTER TABLE dispatch DROP COLUMN queue;
            CREATE INDEX dispatch_due ON dispatch (shard, lane_id, due_at) WHERE due_at IS NOT NULL AND state IN (1, 2, 3, 4, 9);
            DROP TABLE run; DROP TABLE run_item; DROP TABLE channel_pause; DELETE FROM schema_version WHERE ScriptName = '0004-runs.sql'
            """);

        await using var upgraded = await SqliteTestStorage.OpenAsync(FilePath);

        Assert.Equal([Own("email/relay")], await upgraded.Store.ListOpenQueuesAsync(7, Stop));
        var due = Assert.Single(await upgraded.Store.ListDueAsync(7, Own("email/relay"), LongAgo, Now, 10, Stop));
        Assert.Equal(("1", 0), (due.Invoice.Number, due.Row.Queue));
        Assert.Equal(Now, await upgraded.Store.FindNextDueAsync(Stop));
        Assert.Equal(1, Assert.Single(await upgraded.Runs.CountDispatchesAsync("run-a", Stop)).Count);
    }

    [Fact]
    public async Task Initialize_ScriptFails_LeavesTheDatabaseAsItWas()
    {
        await (await SqliteTestStorage.OpenAsync(FilePath)).DisposeAsync();
        Change("DELETE FROM schema_version WHERE ScriptName = '0002-catalog.sql'; DROP TABLE biller"); // subscription is still there

        await Assert.ThrowsAsync<StorageException>(() => SqliteTestStorage.OpenAsync(FilePath));

        using var connection = Connect();
        Assert.Null(connection.Scalar("SELECT 1 FROM sqlite_schema WHERE name = 'biller'"));
    }

    [Fact]
    public async Task Initialize_BySeveralAtOnce_UpgradesOnce()
    {
        var storages = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SqliteTestStorage.OpenAsync(FilePath)));

        foreach (var storage in storages)
            await storage.DisposeAsync();
        using var connection = Connect();
        Assert.Equal(6L, connection.Scalar("SELECT count(*) FROM schema_version"));
    }

    [Fact]
    public async Task Initialize_FileIsNoDatabase_IsAStorageException()
    {
        await File.WriteAllTextAsync(FilePath, new string('x', 5000), Stop);

        await Assert.ThrowsAsync<StorageException>(() => SqliteTestStorage.OpenAsync(FilePath));
        await Assert.ThrowsAsync<StorageException>(() => SqliteTestStorage.OpenAsync(FilePath, options => options.ReadOnly = true));
    }

    [Fact]
    public async Task Store_NotInitialized_SaysSo()
    {
        await using var storage = SqliteTestStorage.Create(FilePath);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => storage.Store.AcceptAsync(Invoice("1"), Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => storage.Store.FindNextDueAsync(Stop));

        Assert.Contains("InitializeAsync", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_NoFile_StopTheStart()
    {
        await using var storage = SqliteTestStorage.Create("");

        Assert.Throws<OptionsValidationException>(() => storage.Store);
    }

    [Fact]
    public async Task Host_AnyOrderOfServices_OpensBeforeAndStopsAfterThem()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddHostedService<WritesWhileItStartsAndStops>();
        builder.Services.AddSqliteStorage(options => options.FilePath = FilePath);
        builder.Services.AddSqliteStorage();
        using (var host = builder.Build())
        {
            await host.StartAsync(Stop);
            await host.StopAsync(Stop);
        }

        await using var storage = await SqliteTestStorage.OpenAsync(FilePath);
        Assert.Equal(["start", "stop"], await storage.Catalog.ListBillersAsync(Stop));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>What a disk holds at a power cut: the database and its log.</summary>
    private string PowerCut(int number)
    {
        var copy = _folder.File($"cut-{number}.db");
        File.Copy(FilePath, copy);
        if (File.Exists(FilePath + "-wal"))
            File.Copy(FilePath + "-wal", copy + "-wal");
        return copy;
    }

    private static Task<List<int>> CountByWriterAsync(SqliteTestStorage storage, int writerCount) => storage.Database.ReadAsync(
        connection => Enumerable.Range(0, writerCount)
            .Select(writer => (int)(long)connection.Scalar($"SELECT count(*) FROM invoice WHERE number LIKE '{writer}-%'")!).ToList(), [], Stop);

    private void Change(string sql)
    {
        using var connection = Connect();
        connection.Run(sql);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        return connection;
    }

    private sealed class WritesWhileItStartsAndStops(Dispatch.Storage.Catalog.ICatalogStore catalog) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => catalog.PutBillerAsync("start", cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => catalog.PutBillerAsync("stop", cancellationToken);
    }
}
