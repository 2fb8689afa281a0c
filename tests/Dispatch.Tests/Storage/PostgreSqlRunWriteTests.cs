using Dispatch.Storage.PostgreSql;
using Dispatch.Storage.Runs;
using Dispatch.Tests.Servers.Fixtures;
using Npgsql;
using static Dispatch.Tests.Storage.Samples;

namespace Dispatch.Tests.Storage;

/// <summary>Inputs are written by their keys, also by a plan that was made before there were any, or before PostgreSQL knew how many there are.</summary>
public sealed class PostgreSqlRunWriteTests(SharedPostgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(5_000, false)]
    [InlineData(5_000, true)]
    public async Task WriteItems_WhateverTheStatistics_SeeksByTheKey(int itemCount, bool isAnalyzed)
    {
        var server = await postgres.GetAsync();
        var database = server.ConnectionString(await server.CreateDatabaseAsync(Stop));
        await using var storage = await PostgreSqlTestStorage.OpenAsync(database);
        await storage.Runs.CreateAsync(new RunRow { Id = "run-a", Phase = RunPhase.Staging, InputCount = itemCount, StartedAt = Now, RequestedBy = "billing", Details = "{}" }, Stop);
        await storage.Runs.StageAsync("run-a", [.. Enumerable.Range(0, itemCount).Select(Item)], Stop);
        await using var source = NpgsqlDataSource.Create(ConnectionStrings.ForReading(new PostgreSqlStorageOptions { ConnectionString = database }));
        await using var connection = await source.OpenConnectionAsync(Stop);
        await RunAsync(connection, $"{(isAnalyzed ? "ANALYZE run_item; " : "")}SET plan_cache_mode = force_generic_plan; PREPARE written AS {PostgreSqlRunStore.WriteItems}");

        var plan = string.Join('\n', await connection.QueryAsync(
            "EXPLAIN EXECUTE written (1, 0::smallint, '{0}', '{1}', '{b}', '{n}', '{x}', '{f}', '{0}', '{e}')", reader => reader.GetString(0)));

        Assert.Contains("Index Scan using run_item_pkey on run_item q", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("run_item_state", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Materialize", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteItems_InputIsNotThere_DoesNotMakeIt()
    {
        await using var storage = await PostgreSqlTestStorage.OpenAsync(postgres);
        var run = await storage.Runs.CreateAsync(new RunRow { Id = "run-a", Phase = RunPhase.Staging, InputCount = 2, StartedAt = Now, RequestedBy = "billing", Details = "{}" }, Stop);
        await storage.Runs.StageAsync("run-a", [Item(0)], Stop);

        await storage.Runs.WriteItemsAsync(run.Number, RunItemState.Staged, [Item(0) with { State = RunItemState.Valid }, Item(1) with { State = RunItemState.Valid }], Stop);

        Assert.Equal(new Dictionary<RunItemState, int> { [RunItemState.Valid] = 1 }, (await storage.Runs.CountItemsAsync(run.Number, Stop)).ByState);
    }

    private static RunItem Item(int position) => new() { Position = position, Worker = position % 8, Name = $"{position}.xml", State = RunItemState.Staged };

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
