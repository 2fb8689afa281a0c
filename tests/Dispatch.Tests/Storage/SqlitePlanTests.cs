using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Sqlite;
using Dispatch.Tests.Servers.Fixtures;
using Microsoft.Data.Sqlite;
using static Dispatch.Tests.Storage.Samples;

namespace Dispatch.Tests.Storage;

/// <summary>The work queue must stay quick however many rows are settled: its plans, on 200,000 of them.</summary>
public sealed class SqlitePlanTests(SqlitePlanTests.ManyRows rows) : IClassFixture<SqlitePlanTests.ManyRows>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Plan_Due_SeeksInTheQueueWithoutSorting()
    {
        var plan = await PlanAsync(DueReads.Due, 7, "email/relay", 0, 0L, 0L, 10);

        Assert.Contains(plan, step => step.Contains("SEARCH d USING INDEX dispatch_queue (shard=? AND lane_id=? AND queue=? AND due_at", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("SCAN", StringComparison.Ordinal) || step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(DueReads.IsDue, 5)]
    [InlineData(DueReads.OpenQueues, 1)]
    [InlineData(DueReads.NextDue, 1)]
    public async Task Plan_QueuesAndNextDue_SeekInTheQueue(string sql, int parameterCount)
    {
        var plan = await PlanAsync(sql, [.. Enumerable.Repeat<object?>(1, parameterCount)]);

        Assert.Contains(plan, step => step.StartsWith("SEARCH d ", StringComparison.Ordinal) && step.Contains("INDEX dispatch_queue (shard=? AND lane_id=?", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("SCAN d", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Plan_Move_SeeksByStateAndLane() => Assert.Contains(
        await PlanAsync(LaneMoves.Candidates, "post/hall", null, 100),
        step => step.Contains("SEARCH dispatch USING INDEX dispatch_state (state=? AND lane_id=?)", StringComparison.Ordinal));

    [Fact]
    public async Task Plan_CountOfAll_ReadsTheIndexAlone()
    {
        var plan = await PlanAsync(DispatchReads.CountSql(""));

        Assert.Contains(plan, step => step.Contains("SCAN dispatch USING COVERING INDEX dispatch_state", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Plan_CountOfARun_SeeksTheRun() =>
        Assert.Contains(await PlanAsync(DispatchReads.CountSql("WHERE run_id = $run"), "run-1"), step => step.Contains("USING INDEX dispatch_run (run_id=?)", StringComparison.Ordinal));

    [Theory]
    [InlineData(DispatchState.Refused, null, "dispatch_state (state=?")]
    [InlineData(DispatchState.Delivered, null, "INTEGER PRIMARY KEY (rowid>?)")]
    [InlineData(DispatchState.Refused, "run-1", "dispatch_")]
    public async Task Plan_List_UsesTheIndexThatNarrows(DispatchState state, string? runId, string expected)
    {
        var (sql, values) = DispatchReads.ListSql(new DispatchFilter(State: state, RunId: runId));

        Assert.Contains(await PlanAsync(sql, values), step => step.StartsWith("SEARCH d ", StringComparison.Ordinal) && step.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Due_AmongManySettledRows_FindsTheOpenOnes()
    {
        var store = rows.Storage.Store;

        Assert.Equal([Own("email/relay")], await store.ListOpenQueuesAsync(7, Stop));
        Assert.Equal("open", Assert.Single(await store.ListDueAsync(7, Own("email/relay"), LongAgo, Now, 10, Stop)).Invoice.Number);
        Assert.Equal(Now, await store.FindNextDueAsync(Stop));
        Assert.Equal(ManyRows.SettledCount, (await store.CountAsync(null, Stop)).Single(count => count.State == DispatchState.Delivered).Count);
    }

    private Task<List<string>> PlanAsync(string sql, params object?[] values) => rows.Storage.Database.ReadAsync(
        connection => connection.Query("EXPLAIN QUERY PLAN " + sql, reader => reader.GetString(3), values), [], Stop);

    /// <summary>A database with one open row beside many settled ones, copied from a first one by SQL alone.</summary>
    public sealed class ManyRows : IAsyncLifetime
    {
        public const int SettledCount = 200_000;

        private readonly TemporaryFolder _folder = new();

        internal SqliteTestStorage Storage { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Storage = await SqliteTestStorage.OpenAsync(_folder.File("dispatch.db"));
            await Storage.Store.AcceptAsync(Invoice("settled", dispatches: DispatchOf("settled", progress: Ended(DispatchState.Delivered), shard: 7)), Stop);
            await Storage.Database.WriteAsync(session => Multiply(session.Connection), Stop);
            await Storage.Store.AcceptAsync(Invoice("open", dispatches: DispatchOf("open", shard: 7)), Stop);
        }

        public async ValueTask DisposeAsync()
        {
            await Storage.DisposeAsync();
            _folder.Dispose();
        }

        private static int Multiply(SqliteConnection connection)
        {
            var columns = string.Join(", ", connection
                .Query("SELECT name FROM pragma_table_info('dispatch')", reader => reader.GetString(0))
                .Select(name => name switch { "id" => "NULL", "copy" => "n.value", _ => name }));
            connection.Run($"""
                WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < {SettledCount - 1})
                INSERT INTO dispatch SELECT {columns} FROM dispatch CROSS JOIN n
                """);
            return 0;
        }
    }
}
