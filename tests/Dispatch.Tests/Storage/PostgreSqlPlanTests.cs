using System.Text.Json;
using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.PostgreSql;
using Dispatch.Tests.Servers.Fixtures;
using Npgsql;
using static Dispatch.Tests.Storage.Samples;

namespace Dispatch.Tests.Storage;

/// <summary>Every read that is part of the daily work touches few rows however many are settled: counted by PostgreSQL itself on many of them.</summary>
public sealed class PostgreSqlPlanTests(PostgreSqlPlanTests.ManyRows rows) : IClassFixture<PostgreSqlPlanTests.ManyRows>
{
    private const int MaxTouched = 2_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Reads() => [.. Statements.Keys];

    private static readonly Dictionary<string, (string Sql, object[] Values)> Statements = new()
    {
        ["an invoice by its key"] = (DispatchReads.Invoice, ["settled-77000", "genevoise"]),
        ["invoices by their keys"] = (DispatchReads.InvoicesOfKeys, [new[] { "settled-77000", "settled-8", "none" }, new[] { "genevoise", "genevoise", "genevoise" }]),
        ["invoices by a name"] = (DispatchReads.Invoices, ["settled-77000"]),
        ["a dispatch"] = (DispatchReads.Dispatch, ["settled-77000", "genevoise", "mail", 0]),
        ["due rows"] = (DispatchReads.Due, [(short)7, "email/relay", 0, LongAgo.UtcDateTime, Now.UtcDateTime, 100]),
        ["due queues"] = (DispatchReads.DueQueues, [(short)7, Now.UtcDateTime, new[] { "email/relay", "email/relay" }, new[] { 0, 3 }, new[] { LongAgo.UtcDateTime, LongAgo.UtcDateTime }]),
        ["open queues"] = (DispatchReads.OpenQueues, [(short)7]),
        ["the next due time"] = (DispatchReads.NextDue, [32]),
        ["a run's counts"] = (DispatchReads.Counts(DispatchReads.CountRun), ["small-run"]),
        ["a run's counts by reason"] = (DispatchReads.CountRunByReason, ["small-run"]),
        ["unsettled counts"] = (DispatchReads.Counts(DispatchReads.CountUnsettled), []),
        ["a page of a subscription's invoices"] = DispatchReads.InvoicePage(new InvoiceFilter(Subscription: "S-5", Take: 200)),
        ["a page of a run's invoices"] = DispatchReads.InvoicePage(new InvoiceFilter(RunId: "small-run", Take: 200)),
        ["a page of invoices"] = DispatchReads.InvoicePage(new InvoiceFilter(AfterId: 70_000, Take: 200)),
        ["a page of dispatches"] = DispatchReads.Dispatches(new DispatchFilter(AfterId: 70_000_000, Take: 200)),
        ["a page of pending dispatches"] = DispatchReads.Dispatches(new DispatchFilter(State: DispatchState.Pending, Take: 200)),
        ["a page of dispatches that are being sent"] = DispatchReads.Dispatches(new DispatchFilter(State: DispatchState.Sending, Take: 200)),
        ["a page of refused dispatches"] = DispatchReads.Dispatches(new DispatchFilter(State: DispatchState.Refused, Take: 200)),
        ["a page of delivered dispatches"] = DispatchReads.Dispatches(new DispatchFilter(State: DispatchState.Delivered, Take: 200)),
        ["a page of a run's dispatches"] = DispatchReads.Dispatches(new DispatchFilter(RunId: "small-run", Take: 200)),
    };

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Read_AmongManySettledRows_TouchesFew(string read)
    {
        var (sql, values) = Statements[read];
        var (touched, plan) = await RunAsync(rows.ConnectionString, sql, values);

        Assert.True(touched <= MaxTouched, $"{touched} rows were touched:\n{plan}");
    }

    [Fact]
    public async Task Move_AmongManySettledRows_TouchesFew()
    {
        await using var source = NpgsqlDataSource.Create(ConnectionStrings.ForReading(new PostgreSqlStorageOptions { ConnectionString = rows.ConnectionString }));
        await using var connection = await source.OpenConnectionAsync(Stop);
        await using var undone = await connection.BeginTransactionAsync(Stop);
        await connection.QueryAsync("INSERT INTO lane (name) VALUES ('email/other')", reader => true);

        var plan = (await connection.QueryAsync(
            "EXPLAIN (ANALYZE, FORMAT JSON) " + LaneMoves.Move, reader => reader.GetString(0),
            "email/relay", "email/other", new NpgsqlParameter<string?> { TypedValue = null }, 1000, false, false, Now.UtcDateTime, Shards.Count, 0L)).Single();

        using var document = JsonDocument.Parse(plan);
        Assert.InRange(Touched(document.RootElement[0].GetProperty("Plan")), 20, MaxTouched);
    }

    /// <summary>Runs a statement as the store would.</summary>
    /// <returns>How many rows it touched, and its plan.</returns>
    internal static async Task<(double Touched, string Plan)> RunAsync(string connectionString, string sql, object[] values)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionStrings.ForReading(new PostgreSqlStorageOptions { ConnectionString = connectionString }));
        await using var connection = await source.OpenConnectionAsync(Stop);
        var plan = (await connection.QueryAsync("EXPLAIN (ANALYZE, FORMAT JSON) " + sql, reader => reader.GetString(0), values)).Single();
        using var document = JsonDocument.Parse(plan);
        return (Touched(document.RootElement[0].GetProperty("Plan")), plan);
    }

    /// <summary>The rows that all nodes of a plan gave on or threw away.</summary>
    private static double Touched(JsonElement node)
    {
        var loops = node.GetProperty("Actual Loops").GetDouble();
        var own = loops * (node.GetProperty("Actual Rows").GetDouble() + Of("Rows Removed by Filter") + Of("Rows Removed by Index Recheck") + Of("Rows Removed by Join Filter"));
        return own + (node.TryGetProperty("Plans", out var children) ? children.EnumerateArray().Sum(Touched) : 0);

        double Of(string property) => node.TryGetProperty(property, out var value) ? value.GetDouble() : 0;
    }

    /// <summary>A database with some open rows beside many settled ones, which are copied from a first one by SQL alone.</summary>
    public sealed class ManyRows(SharedPostgres postgres) : IAsyncLifetime
    {
        /// <summary>A million rows in the long form.</summary>
        private static int SettledCount => Environment.GetEnvironmentVariable("DISPATCH_LONG") == "1" ? 1_000_000 : 100_000;

        private PostgreSqlTestStorage? _storage;

        internal string ConnectionString { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            var server = await postgres.GetAsync();
            ConnectionString = server.ConnectionString(await server.CreateDatabaseAsync());
            _storage = await PostgreSqlTestStorage.OpenAsync(ConnectionString);
            await _storage.Store.AcceptAsync(Invoice("settled-1", dispatches: DispatchOf("settled-1", progress: Ended(DispatchState.Delivered), shard: 7)), Stop);
            await MultiplyAsync();
            for (var number = 0; number < 20; number++)
            {
                var open = Invoice($"open-{number}", dispatches: DispatchOf($"open-{number}", shard: 7));
                await _storage.Store.AcceptAsync(open with { Row = open.Row with { RunId = "small-run" } }, Stop);
            }
        }

        public async ValueTask DisposeAsync() => await (_storage?.DisposeAsync() ?? ValueTask.CompletedTask);

        private async Task MultiplyAsync()
        {
            await CopyAsync(
                ConnectionString, "invoice", $"(SELECT * FROM invoice LIMIT 1) t CROSS JOIN generate_series(2, {SettledCount}) n",
                new() { ["id"] = "nextval('invoice_id')", ["number"] = "'settled-' || n", ["name"] = "'settled-' || n", ["subscription"] = "'S-' || n / 10" });
            await CopyAsync(
                ConnectionString, "dispatch", "(SELECT * FROM dispatch LIMIT 1) t CROSS JOIN invoice i WHERE i.id <> t.invoice_id",
                new() { ["id"] = "i.id * 1000", ["invoice_id"] = "i.id", ["batch"] = "'october~hall~' || i.id % 200" });
            await using var connection = new NpgsqlConnection(ConnectionString);
            await connection.OpenAsync(Stop);
            await connection.QueryAsync(
                """
                INSERT INTO print_batch (id, lane_id, queue, run_id, letter_count, created_at, details, state, progress, version, followed)
                SELECT 'october~hall~' || n, 1, 1, 'october', 500, now(), '{}', 5, '{}', 2, 2 FROM generate_series(0, 199) n RETURNING 1
                """,
                reader => true);
        }
    }

    /// <summary>Inserts what <paramref name="from"/> gives, where <c>t</c> is a row that is there, with some of its columns replaced.</summary>
    internal static async Task CopyAsync(string connectionString, string table, string from, Dictionary<string, string> replaced)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Stop);
        var columns = await connection.QueryAsync(
            "SELECT column_name::text FROM information_schema.columns WHERE table_name = $1 AND table_schema = 'public' ORDER BY ordinal_position", reader => reader.GetString(0), table);
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 600;
        command.CommandText = $"INSERT INTO {table} SELECT {string.Join(", ", columns.Select(column => replaced.GetValueOrDefault(column, $"t.{column}")))} FROM {from}";
        await command.ExecuteNonQueryAsync(Stop);
    }
}
