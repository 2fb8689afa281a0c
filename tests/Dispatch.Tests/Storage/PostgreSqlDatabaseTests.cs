using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.PostgreSql;
using Dispatch.Tests.Servers.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using static Dispatch.Tests.Storage.Samples;

namespace Dispatch.Tests.Storage;

/// <summary>The schema, the server's settings, and what happens to writes when the database does not do as it should.</summary>
public sealed class PostgreSqlDatabaseTests(SharedPostgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Initialize_BySeveralAtOnce_UpgradesOnce()
    {
        var database = await NewDatabaseAsync();

        var storages = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostgreSqlTestStorage.OpenAsync(database)));

        Assert.All(await Task.WhenAll(storages.Select((storage, i) => storage.Store.AcceptAsync(Invoice($"{i}"), Stop))), accepted => Assert.True(accepted.IsNew));
        Assert.Equal(11L, await ScalarAsync(database, "SELECT count(*) FROM schema_version"));
        foreach (var storage in storages)
            await storage.DisposeAsync();
    }

    [Fact]
    public async Task Initialize_WithoutUpgrade_AsksForIt()
    {
        var database = await NewDatabaseAsync();

        var error = await Assert.ThrowsAsync<StorageException>(() => PostgreSqlTestStorage.OpenAsync(database, options => options.UpgradeSchema = false));
        var applied = await PostgreSqlSchema.ApplyAsync(new PostgreSqlStorageOptions { ConnectionString = database }, NullLogger.Instance, Stop);
        var again = await PostgreSqlSchema.ApplyAsync(new PostgreSqlStorageOptions { ConnectionString = database }, NullLogger.Instance, Stop);
        await using var storage = await PostgreSqlTestStorage.OpenAsync(database, options => options.UpgradeSchema = false);

        Assert.Contains("dispatchctl schema apply", error.Message, StringComparison.Ordinal);
        Assert.Equal((11, 0), (applied.Count, again.Count));
        Assert.Empty(await storage.Catalog.ListBillersAsync(Stop));
    }

    [Fact]
    public async Task Initialize_BeforeQueuesWithOpenRows_FindsThemAsInvoicesOfTheirOwn()
    {
        var database = await NewDatabaseAsync();
        await using (var storage = await PostgreSqlTestStorage.OpenAsync(database))
            await storage.Store.AcceptAsync(Invoice("1", runId: "run-a", dispatches: DispatchOf("1", runId: "run-a", shard: 7)), Stop);
        await ScalarAsync(database, """
            ALTER TABLE dispatch DROP COLUMN queue; -- and with it its index
            CREATE INDEX dispatch_due ON dispatch (shard, lane_id, due_at) WHERE due_at IS NOT NULL AND state IN (1, 2, 3, 4, 9);
            DROP TABLE run, run_item, channel_pause;
            DELETE FROM schema_version WHERE scriptname = '0008-runs.sql'
            """);

        await using var upgraded = await PostgreSqlTestStorage.OpenAsync(database);

        Assert.Equal([Own("email/relay")], await upgraded.Store.ListOpenQueuesAsync(7, Stop));
        var due = Assert.Single(await upgraded.Store.ListDueAsync(7, Own("email/relay"), LongAgo, Now, 10, Stop));
        Assert.Equal(("1", 0), (due.Invoice.Number, due.Row.Queue));
        Assert.Equal(Now, await upgraded.Store.FindNextDueAsync(Stop));
        Assert.Equal(1, Assert.Single(await upgraded.Runs.CountDispatchesAsync("run-a", Stop)).Count);
    }

    [Theory]
    [InlineData("0999-from-a-newer-silo.sql", false)]
    [InlineData("1000-from-the-future.sql", true)]
    public async Task Initialize_NewerScript_IsRefusedOnlyOfANewerMajorVersion(string script, bool isRefused)
    {
        var database = await NewDatabaseAsync();
        await (await PostgreSqlTestStorage.OpenAsync(database)).DisposeAsync();
        await ScalarAsync(database, $"INSERT INTO schema_version (scriptname, applied) VALUES ('{script}', now())");

        var error = await Record.ExceptionAsync(async () => await (await PostgreSqlTestStorage.OpenAsync(database)).DisposeAsync());

        Assert.Equal(isRefused, error is StorageException && error.Message.Contains(script, StringComparison.Ordinal));
        Assert.Equal(isRefused, error is not null);
    }

    [Fact]
    public async Task Initialize_ScriptFails_LeavesTheDatabaseAsItWas()
    {
        var database = await NewDatabaseAsync();
        await ScalarAsync(database, "CREATE TABLE biller (name text)");

        await Assert.ThrowsAsync<StorageException>(() => PostgreSqlTestStorage.OpenAsync(database));

        Assert.Equal(false, await ScalarAsync(database, "SELECT to_regclass('dispatch') IS NOT NULL"));
    }

    [Fact]
    public async Task Initialize_CommitsAreNotFlushed_IsRefused()
    {
        var database = await NewDatabaseAsync();
        await ScalarAsync(database, $"ALTER DATABASE \"{new NpgsqlConnectionStringBuilder(database).Database}\" SET synchronous_commit = off");

        var error = await Assert.ThrowsAsync<StorageException>(() => PostgreSqlTestStorage.OpenAsync(database));

        Assert.Contains("synchronous_commit off", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-4, false)]
    [InlineData(-7, true)]
    [InlineData(7, true)]
    public async Task Initialize_ClockDiffers_IsRefusedOverFiveSeconds(int seconds, bool isRefused)
    {
        var database = await NewDatabaseAsync();
        var clock = new ShiftedClock(TimeSpan.FromSeconds(seconds));

        var error = await Record.ExceptionAsync(async () => await (await PostgreSqlTestStorage.OpenAsync(database, clock: clock)).DisposeAsync());

        Assert.Equal(isRefused, error is StorageException && error.Message.Contains("clock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadOnly_Writes_AreRefused()
    {
        var database = await NewDatabaseAsync();
        await (await PostgreSqlTestStorage.OpenAsync(database)).DisposeAsync();
        await using var storage = await PostgreSqlTestStorage.OpenAsync(database, options => options.ReadOnly = true);

        Assert.Null(await storage.Store.FindInvoiceAsync("genevoise", "1", Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => storage.Store.AcceptAsync(Invoice("1"), Stop));
    }

    [Fact]
    public async Task Write_OneOfAGroupIsBad_HurtsOnlyItself()
    {
        var database = await NewDatabaseAsync();
        await using var storage = await PostgreSqlTestStorage.OpenAsync(database);
        var bad = Invoice("bad");
        bad = bad with { Row = bad.Row with { Details = "a zero \0 that PostgreSQL's text cannot hold" } };

        var writes = Enumerable.Range(0, 50).Select(i => storage.Store.AcceptAsync(i == 25 ? bad : Invoice($"{i}"), Stop)).ToList();

        var error = await Assert.ThrowsAsync<StorageException>(() => writes[25]);
        Assert.False(error.IsUncertain);
        Assert.All(await Task.WhenAll(writes.Where((_, i) => i != 25)), accepted => Assert.True(accepted.IsNew));
    }

    [Fact]
    public async Task Write_TwiceToOneRowAtOnce_LetsOneWin()
    {
        var database = await NewDatabaseAsync();
        await using var storage = await PostgreSqlTestStorage.OpenAsync(database);
        var row = (await storage.Store.AcceptAsync(Invoice("1"), Stop)).Invoice.Dispatches[0].Row;

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            storage.Store.WriteAsync(new ProgressWrite(row.Id, new WriteGuard.OfVersion(1), Sending(Guid.NewGuid())), Stop)));

        Assert.Single(results, result => result.IsWritten);
        Assert.Equal(2, (await storage.Store.FindDispatchAsync(row.DispatchId, Stop))!.Version);
    }

    [Fact]
    public async Task Write_ByTwoProcessesToTheSameRowsInOppositeOrder_AllEnd()
    {
        var database = await NewDatabaseAsync();
        await using var first = await PostgreSqlTestStorage.OpenAsync(database);
        await using var second = await PostgreSqlTestStorage.OpenAsync(database);
        var rows = new List<DispatchRow>();
        foreach (var accepted in await Task.WhenAll(Enumerable.Range(0, 100).Select(i => first.Store.AcceptAsync(Invoice($"{i}"), Stop))))
            rows.Add(accepted.Invoice.Dispatches[0].Row);

        var results = await Task.WhenAll(
            rows.Select(row => WriteAsync(first, row)).Concat(rows.AsEnumerable().Reverse().Select(row => WriteAsync(second, row))));

        Assert.Equal(rows.Count, results.Count(result => result.IsWritten));
    }

    [Fact]
    public async Task Write_ConnectionIsCut_IsUncertainAndTheNextOneWorks()
    {
        var database = await NewDatabaseAsync();
        await using var storage = await PostgreSqlTestStorage.OpenAsync(database);
        var row = (await storage.Store.AcceptAsync(Invoice("1"), Stop)).Invoice.Dispatches[0].Row;
        await using var blocker = new NpgsqlConnection(database);
        await blocker.OpenAsync(Stop);
        await using var transaction = await blocker.BeginTransactionAsync(Stop);
        await new NpgsqlCommand($"SELECT 1 FROM dispatch WHERE id = {row.Id} FOR UPDATE", blocker, transaction).ExecuteScalarAsync(Stop);

        var write = WriteAsync(storage, row);
        await KillWaitingAsync(database);

        Assert.True((await Assert.ThrowsAsync<StorageException>(() => write)).IsUncertain);
        await transaction.RollbackAsync(Stop);
        Assert.True((await WriteAsync(storage, row)).IsWritten);
    }

    private sealed class ShiftedClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }

    private static Task<WriteResult> WriteAsync(PostgreSqlTestStorage storage, DispatchRow row) =>
        storage.Store.WriteAsync(new ProgressWrite(row.Id, new WriteGuard.OfVersion(1), Sending(Guid.NewGuid())), Stop);

    /// <summary>Ends the session of the writer that waits for a lock, as soon as there is one.</summary>
    private static async Task KillWaitingAsync(string database)
    {
        while (await ScalarAsync(database, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dispatch writer' AND wait_event_type = 'Lock' AND datname = current_database()") is not true)
            await Task.Yield();
    }

    private async Task<string> NewDatabaseAsync()
    {
        var server = await postgres.GetAsync();
        return server.ConnectionString(await server.CreateDatabaseAsync(Stop));
    }

    private static async Task<object?> ScalarAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Stop);
    }
}
