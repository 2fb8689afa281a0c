using Dispatch.Storage.PostgreSql;
using Dispatch.Storage.Runs;
using Dispatch.Tests.Servers.Fixtures;
using Npgsql;
using static Dispatch.Tests.Storage.Samples;

namespace Dispatch.Tests.Storage;

/// <summary>A run that waits must not slow down what every silo asks all the time: rows touched beside a run of many open dispatches and inputs, and a stopped one.</summary>
public sealed class PostgreSqlRunPlanTests(PostgreSqlRunPlanTests.LargeRuns runs) : IClassFixture<PostgreSqlRunPlanTests.LargeRuns>
{
    private const int MaxTouched = 2_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Reads() => [.. Statements.Keys];

    private static readonly Dictionary<string, (string Sql, object[] Values)> Statements = new()
    {
        ["due rows of a queue"] = (DispatchReads.Due, [(short)7, "email/relay", 0, LongAgo.UtcDateTime, Now.UtcDateTime, 100]),
        ["due queues"] = (DispatchReads.DueQueues,
            [(short)7, Now.UtcDateTime, new[] { "email/relay", "email/relay", "email/relay" }, new[] { 0, LargeRuns.Open, 7 }, new[] { LongAgo.UtcDateTime, LongAgo.UtcDateTime, LongAgo.UtcDateTime }]),
        ["open queues"] = (DispatchReads.OpenQueues, [(short)7]),
        ["the next due time"] = (DispatchReads.NextDue, [32]),
        ["a page of runs"] = (DispatchReads.Runs, [int.MaxValue, 5]),
        ["a page of letters to be gathered"] = (PostgreSqlPrintBatchStore.ListWaiting, ["email/relay", LargeRuns.Gathering, 0L, 200]),
        ["a later page of letters to be gathered"] = (PostgreSqlPrintBatchStore.ListWaiting, ["email/relay", LargeRuns.Gathering, 15_000_000L, 200]),
        ["the counts of a run without invoices"] = (DispatchReads.CountRunByReason, ["run-500"]),
        ["paused queues"] = (PostgreSqlControlStore.PausedQueues, []),
        ["active runs"] = (PostgreSqlControlStore.ActiveRuns, []),
        ["a page of a worker's inputs"] = (PostgreSqlRunStore.WorkersItems, [LargeRuns.Open, (short)RunItemState.Staged, 4, 10_000, 100]),
        ["what became of inputs"] = (PostgreSqlRunStore.WriteItems,
            [
                LargeRuns.Open, (short)RunItemState.Staged, Enumerable.Range(5_000, 200).ToArray(), Many((short)RunItemState.Staged), Many("genevoise"), Many("1"), Many(new byte[32]),
                Many(false), Many(0), Many("[]"),
            ]),
    };

    private static T[] Many<T>(T value) => [.. Enumerable.Repeat(value, 200)];

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Read_BesideLargeRuns_TouchesFew(string read)
    {
        var (sql, values) = Statements[read];

        foreach (var connectionString in runs.ConnectionStrings)
        {
            var (touched, plan) = await PostgreSqlPlanTests.RunAsync(connectionString, sql, values);

            Assert.True(touched <= MaxTouched, $"{touched} rows were touched:\n{plan}");
        }
    }

    /// <summary>
    /// A waiting run, a stopped one, one whose letters wait to be gathered and one that was printed in batches among ended ones, in three databases: with statistics, without any, and with those from before the waiting run,
    /// by which PostgreSQL believes that it has nothing.
    /// </summary>
    public sealed class LargeRuns(SharedPostgres postgres) : IAsyncLifetime
    {
        /// <summary>The number of the run with many open dispatches and inputs, the last.</summary>
        public const int Open = 1_000;

        /// <summary>The number of the run with many letters that wait to be gathered.</summary>
        public const int Gathering = Open - 2;

        private const int Stopped = Open - 1, Printed = Open - 3, Count = 20_000;

        internal List<string> ConnectionStrings { get; } = [];

        public async ValueTask InitializeAsync()
        {
            var server = await postgres.GetAsync();
            foreach (var analyzedAfter in new int?[] { Open, null, Stopped })
            {
                var connectionString = server.ConnectionString(await server.CreateDatabaseAsync());
                ConnectionStrings.Add(connectionString);
                await using (var storage = await PostgreSqlTestStorage.OpenAsync(connectionString))
                    await storage.Store.AcceptAsync(Invoice("own", dispatches: DispatchOf("own", shard: 7)), Stop);
                await ExecuteAsync(connectionString, $$"""
                    ALTER TABLE dispatch SET (autovacuum_enabled = off);
                    ALTER TABLE invoice SET (autovacuum_enabled = off);
                    ALTER TABLE run_item SET (autovacuum_enabled = off);
                    INSERT INTO run (id, phase, is_paused, input_count, started_at, requested_by, details, version)
                    SELECT 'run-' || n, CASE n WHEN {{Open}} THEN 3 ELSE 4 END, n = {{Stopped}}, 1, now(), 'billing', '{}', 1 FROM generate_series(1, {{Open}}) n
                    """);
                foreach (var run in new[] { Printed, Gathering, Stopped, Open })
                {
                    await FillAsync(connectionString, run);
                    if (run == analyzedAfter)
                        await ExecuteAsync(connectionString, "ANALYZE");
                }
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static async Task FillAsync(string connectionString, int run)
        {
            await PostgreSqlPlanTests.CopyAsync(
                connectionString, "invoice", $"(SELECT * FROM invoice WHERE number = 'own') t CROSS JOIN generate_series(1, {Count}) n",
                new() { ["id"] = "nextval('invoice_id')", ["number"] = $"'{run}-' || n", ["name"] = $"'{run}-' || n", ["run_id"] = $"'run-{run}'" });
            await PostgreSqlPlanTests.CopyAsync(
                connectionString, "dispatch", $"(SELECT * FROM dispatch WHERE run_id IS NULL) t CROSS JOIN invoice i WHERE i.run_id = 'run-{run}'",
                new()
                {
                    ["id"] = "i.id * 1000",
                    ["invoice_id"] = "i.id",
                    ["run_id"] = "i.run_id",
                    ["queue"] = $"{run}",
                    ["shard"] = "i.id % 32",
                    ["state"] = run switch { Open or Gathering => "1", Printed => "5", _ => "10" },
                    ["batch"] = run == Printed ? "'printed~hall~' || i.id % 40" : "NULL",
                    ["due_at"] = run == Open ? "t.due_at + interval '1 hour' * (1 + i.id % 50)" : "NULL",
                });
            await ExecuteAsync(connectionString, $$"""
                INSERT INTO print_batch (id, lane_id, queue, run_id, letter_count, created_at, details, state, progress, version, followed)
                SELECT 'printed~hall~' || n, 1, {{run}}, 'run-{{run}}', 500, now(), '{}', 5, '{}', 2, 2 FROM generate_series(0, 39) n WHERE {{run}} = {{Printed}}
                """);
            await ExecuteAsync(connectionString, $"""
                INSERT INTO run_item (run, position, worker, name, state, bytes, has_letter, dispatch_count)
                SELECT {run}, n, n % 8, n || '.xml', {(run == Open ? 0 : 4)}, 1, false, 0 FROM generate_series(0, {Count}) n
                """);
        }

        private static async Task ExecuteAsync(string connectionString, string sql)
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(Stop);
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(Stop);
        }
    }
}
