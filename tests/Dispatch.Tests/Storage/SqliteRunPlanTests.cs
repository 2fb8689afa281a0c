using Dispatch.Storage.Runs;
using Dispatch.Storage.Sqlite;
using Dispatch.Tests.Servers.Fixtures;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static Dispatch.Tests.Storage.Samples;

namespace Dispatch.Tests.Storage;

/// <summary>A run that waits must not slow down what is asked all the time: steps of SQLite's machine beside a run of many open dispatches and inputs, and a stopped one.</summary>
public sealed class SqliteRunPlanTests(SqliteRunPlanTests.LargeRuns runs) : IClassFixture<SqliteRunPlanTests.LargeRuns>
{
    /// <summary>A walk through one of the runs takes at least three steps a row.</summary>
    private const int MaxSteps = 20_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Reads() => [.. Statements.Keys];

    private static readonly Dictionary<string, (string Sql, object[] Values)> Statements = new()
    {
        ["due rows of a queue"] = (DueReads.Due, [7L, "email/relay", 0L, 0L, Now.ToUnixTimeMilliseconds(), 100L]),
        ["a due queue"] = (DueReads.IsDue, [7L, "email/relay", (long)LargeRuns.Open, 0L, Now.ToUnixTimeMilliseconds()]),
        ["open queues"] = (DueReads.OpenQueues, [7L]),
        ["the next due time"] = (DueReads.NextDue, [32L]),
        ["a page of runs"] = (SqliteRunStore.List, [(long)int.MaxValue, 5L]),
        ["a page of letters to be gathered"] = (SqlitePrintBatchStore.ListWaiting, ["email/relay", (long)LargeRuns.Gathering, 0L, 100L]),
        ["paused queues"] = (SqliteControlStore.PausedQueues, []),
        ["active runs"] = (SqliteControlStore.ActiveRuns, []),
        ["a page of a worker's inputs"] = (SqliteRunStore.WorkersItems, [(long)LargeRuns.Open, (long)RunItemState.Staged, 4L, 10_000L, 100L]),
    };

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Read_BesideLargeRuns_TakesFewSteps(string read)
    {
        var (sql, values) = Statements[read];

        var steps = await runs.Storage.Database.ReadAsync(connection => Steps(connection, sql, values), 0, Stop);

        Assert.InRange(steps, 1, MaxSteps);
    }

    private static int Steps(SqliteConnection connection, string sql, object[] values)
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_prepare_v2(connection.Handle, sql, out var statement));
        using (statement)
        {
            for (var i = 0; i < values.Length; i++)
                _ = values[i] is string text ? raw.sqlite3_bind_text(statement, i + 1, text) : raw.sqlite3_bind_int64(statement, i + 1, (long)values[i]);
            while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
            {
            }

            return raw.sqlite3_stmt_status(statement, raw.SQLITE_STMTSTATUS_VM_STEP, 0);
        }
    }

    /// <summary>A waiting run, a stopped one, one whose letters wait to be gathered and one that was printed in batches among ended ones.</summary>
    public sealed class LargeRuns : IAsyncLifetime
    {
        /// <summary>The number of the run with many open dispatches and inputs, the last.</summary>
        public const int Open = 1_000;

        /// <summary>The number of the run with many letters that wait to be gathered.</summary>
        public const int Gathering = Open - 2;

        private const int Stopped = Open - 1, Printed = Open - 3, DispatchCount = 20_000;

        private readonly TemporaryFolder _folder = new();

        internal SqliteTestStorage Storage { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Storage = await SqliteTestStorage.OpenAsync(_folder.File("dispatch.db"));
            await Storage.Store.AcceptAsync(Invoice("own", dispatches: DispatchOf("own", shard: 7)), Stop);
            await Storage.Database.WriteAsync(session => Fill(session.Connection), Stop);
        }

        public async ValueTask DisposeAsync()
        {
            await Storage.DisposeAsync();
            _folder.Dispose();
        }

        private static int Fill(SqliteConnection connection)
        {
            var names = connection.Query("SELECT name FROM pragma_table_info('dispatch')", reader => reader.GetString(0));
            foreach (var run in new[] { Printed, Gathering, Stopped, Open })
            {
                var columns = names.Select(name => name switch
                {
                    "id" => "NULL",
                    "copy" => $"{run} * 100000 + n",
                    "run_id" => $"'run-{run}'",
                    "queue" => $"{run}",
                    "shard" => "n % 32",
                    "state" => run switch { Open or Gathering => "1", Printed => "5", _ => "10" },
                    "batch" => run == Printed ? "'printed~hall~' || n % 40" : "NULL",
                    "due_at" => run == Open ? "due_at + 3600000 * (1 + n % 50)" : "NULL",
                    _ => name,
                });
                connection.Run($"""
                    WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < {DispatchCount})
                    INSERT INTO dispatch SELECT {string.Join(", ", columns)} FROM dispatch CROSS JOIN i WHERE run_id IS NULL
                    """);
            }

            connection.Run($$"""
                WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < {{Open}})
                INSERT INTO run SELECT n, 'run-' || n, CASE n WHEN {{Open}} THEN 3 ELSE 4 END, n = {{Stopped}}, 1, 0, 'billing', '{}', 1 FROM i
                """);
            connection.Run($$"""
                WITH RECURSIVE i (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM i WHERE n < 39)
                INSERT INTO print_batch SELECT NULL, 'printed~hall~' || n, 1, {{Printed}}, 'run-{{Printed}}', 500, 0, '{}', 5, NULL, '{}', 2, 2 FROM i
                """);
            connection.Run($"""
                WITH RECURSIVE i (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM i WHERE n < {DispatchCount})
                INSERT INTO run_item SELECT {Open}, n, n % 8, n || '.xml', n % 2, NULL, NULL, 1, NULL, NULL, NULL, 0, 0, NULL FROM i
                """);
            return 0;
        }
    }
}
