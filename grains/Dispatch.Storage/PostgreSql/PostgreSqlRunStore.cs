using Dispatch.Abstractions;
using Dispatch.Storage.PostgreSql.Writes;
using Dispatch.Storage.Runs;
using Dispatch.Storage.Runs.Rows;
using Npgsql;

namespace Dispatch.Storage.PostgreSql;

/// <inheritdoc cref="IRunStore"/>
internal sealed class PostgreSqlRunStore(PostgreSqlDatabase database) : IRunStore
{
    private const string SelectRun = $"SELECT {RunColumns<PostgreSqlColumnFormat>.OfRun} FROM run r";
    private const string SelectItems = $"SELECT {RunColumns<PostgreSqlColumnFormat>.OfItem} FROM run_item p";

    private static readonly IReadOnlyList<WriteColumn<RunItem>> _results =
    [
        new WriteColumn<RunItem, int>("position", "integer", item => item.Position),
        new WriteColumn<RunItem, short>("state", "smallint", item => (short)item.State),
        new WriteColumn<RunItem, string?>("biller", "text", item => item.Biller),
        new WriteColumn<RunItem, string?>("number", "text", item => item.Number),
        new WriteColumn<RunItem, byte[]?>("input_hash", "bytea", item => Bytes(item.InputHash)),
        new WriteColumn<RunItem, bool>("has_letter", "boolean", item => item.HasLetter),
        new WriteColumn<RunItem, int>("dispatch_count", "integer", item => item.DispatchCount),
        new WriteColumn<RunItem, string?>("errors", "text", item => item.Errors),
    ];

    private static readonly IReadOnlyList<WriteColumn<RunItem>> _all =
    [
        .. _results,
        new WriteColumn<RunItem, int>("worker", "integer", item => item.Worker),
        new WriteColumn<RunItem, string>("name", "text", item => item.Name),
        new WriteColumn<RunItem, byte[]?>("source_hash", "bytea", item => Bytes(item.SourceHash)),
        new WriteColumn<RunItem, byte[]?>("document_hash", "bytea", item => Bytes(item.DocumentHash)),
        new WriteColumn<RunItem, long>("bytes", "bigint", item => item.Bytes),
    ];

    // The lock keeps the membership open until the inputs are committed; whoever closes it waits for that.
    private static readonly string _stage = $"""
        WITH open AS (SELECT number FROM run WHERE id = $1 AND phase = 0 FOR SHARE),
        staged AS (INSERT INTO run_item (run, {Names(_all)})
            SELECT open.number, u.* FROM open CROSS JOIN unnest({Parameters(_all, 2)}) AS u ({Names(_all)})
            ON CONFLICT (run, position) DO UPDATE SET {string.Join(", ", _all.Skip(1).Select(column => $"{column.Name} = excluded.{column.Name}"))})
        SELECT number FROM open
        """;

    // An update joined with the values may compare each with all inputs of the run: that is the plan for a small table or one without statistics, and it
    // outlives both. The ordered seek and the conflict have the key alone. The lock keeps an input that is removed meanwhile from coming back.
    internal static readonly string WriteItems = $"""
        INSERT INTO run_item AS p (run, {Names(_all)})
        SELECT $1, {string.Join(", ", _results.Select(column => $"u.{column.Name}"))}, {string.Join(", ", _all.Skip(_results.Count).Select(column => $"k.{column.Name}"))}
        FROM unnest({Parameters(_results, 3)}) AS u ({Names(_results)})
        CROSS JOIN LATERAL (SELECT * FROM run_item q
            WHERE (q.run, q.position) >= ($1, u.position) AND (q.run, q.position) <= ($1, u.position)
            ORDER BY q.run, q.position LIMIT 1 FOR NO KEY UPDATE) k
        WHERE k.state = $2
        ON CONFLICT (run, position) DO UPDATE SET {string.Join(", ", _results.Skip(1).Select(column => $"{column.Name} = excluded.{column.Name}"))}
            WHERE p.state = $2
        RETURNING 1
        """;

    internal const string WorkersItems = $"{SelectItems} WHERE p.run = $1 AND p.state = $2 AND p.worker = $3 AND p.position > $4 ORDER BY p.position LIMIT $5";

    public async Task<RunRow> CreateAsync(RunRow run, CancellationToken cancellationToken = default)
    {
        await ReadAsync(
            """
            INSERT INTO run (id, phase, is_paused, input_count, started_at, requested_by, details, version) VALUES ($1, $2, $3, $4, $5, $6, $7, 1)
            ON CONFLICT (id) DO NOTHING RETURNING 1
            """,
            reader => reader.GetInt32(0), cancellationToken,
            run.Id, (short)run.Phase, run.IsPaused, run.InputCount, WriteColumns.Instant(run.StartedAt), run.RequestedBy, run.Details);
        return (await FindAsync(run.Id, cancellationToken))!;
    }

    public async Task<RunRow?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        (await ReadAsync($"{SelectRun} WHERE r.id = $1", RunColumns<PostgreSqlColumnFormat>.ReadRun, cancellationToken, id)).SingleOrDefault();

    public async Task<IReadOnlyList<RunListEntry>> ListAsync(int? before, int take, CancellationToken cancellationToken = default) => await ReadAsync(
        DispatchReads.Runs, RunColumns<PostgreSqlColumnFormat>.ReadEntry, cancellationToken, before ?? int.MaxValue, Math.Clamp(take, 1, IRunStore.MaxListTake));

    public async Task<long?> WriteAsync(RunRow run, CancellationToken cancellationToken = default) => (await ReadAsync(
        """
        UPDATE run SET phase = $1, is_paused = $2, input_count = $3, started_at = $4, requested_by = $5, details = $6, version = version + 1
        WHERE number = $7 AND version = $8 RETURNING version
        """,
        reader => (long?)reader.GetInt64(0), cancellationToken,
        (short)run.Phase, run.IsPaused, run.InputCount, WriteColumns.Instant(run.StartedAt), run.RequestedBy, run.Details, run.Number, run.Version)).SingleOrDefault();

    public async Task<bool> StageAsync(string id, IReadOnlyList<RunItem> items, CancellationToken cancellationToken = default)
    {
        var sorted = Sorted(items);
        return (await ReadAsync(_stage, reader => reader.GetInt32(0), cancellationToken, [id, .. _all.Select(column => column.Values(sorted))])).Count > 0;
    }

    public Task ClearItemsAsync(int run, CancellationToken cancellationToken = default) =>
        ReadAsync("DELETE FROM run_item WHERE run = $1 RETURNING 1", reader => reader.GetInt32(0), cancellationToken, run);

    public async Task<IReadOnlyList<RunItem>> ListItemsAsync(
        int run, RunItemState state, int? worker, int after, int take, CancellationToken cancellationToken = default)
    {
        var limit = Math.Clamp(take, 1, DispatchReads.MaxTake);
        return worker is { } one
            ? await ReadAsync(WorkersItems, RunColumns<PostgreSqlColumnFormat>.ReadItem, cancellationToken, run, (short)state, one, after, limit)
            : await ReadAsync(
                $"{SelectItems} WHERE p.run = $1 AND p.state = $2 AND p.position > $3 ORDER BY p.position LIMIT $4",
                RunColumns<PostgreSqlColumnFormat>.ReadItem, cancellationToken, run, (short)state, after, limit);
    }

    public Task WriteItemsAsync(int run, RunItemState expected, IReadOnlyList<RunItem> items, CancellationToken cancellationToken = default)
    {
        var sorted = Sorted(items);
        return ReadAsync(
            WriteItems, reader => reader.GetInt32(0), cancellationToken,
            [run, (short)expected, .. _results.Select(column => column.Values(sorted))]);
    }

    public Task<int> MoveItemsAsync(int run, IReadOnlyList<RunItemState> from, RunItemState to, CancellationToken cancellationToken = default) => InStretchesAsync(
        $"""
        WITH changed AS (UPDATE run_item SET state = $4{(to == RunItemState.Staged ? ", biller = NULL, number = NULL, input_hash = NULL, has_letter = false, errors = NULL" : "")}
            WHERE run = $1 AND position >= $2 AND position < $3 AND state = ANY ($5::smallint[]) RETURNING 1)
        SELECT count(*)::integer FROM changed
        """,
        run, [(short)to, from.Select(state => (short)state).ToArray()], cancellationToken);

    public async Task<IReadOnlyList<RunItem>> ListTwinsAsync(int run, CancellationToken cancellationToken = default) => await ReadAsync(
        $"""
        SELECT {RunColumns<PostgreSqlColumnFormat>.OfItem} FROM (
            SELECT *, count(*) OVER twin AS twins, min(state) OVER twin AS first FROM run_item WHERE run = $1 AND state IN (1, 4, 5)
            WINDOW twin AS (PARTITION BY biller, number)) p
        WHERE p.twins > 1 AND p.first = 1 ORDER BY p.biller, p.number, p.position
        """,
        RunColumns<PostgreSqlColumnFormat>.ReadItem, cancellationToken, run);

    public async Task<RunItemTotals> CountItemsAsync(int run, CancellationToken cancellationToken = default) => RunColumns<PostgreSqlColumnFormat>.TotalsOf(await ReadAsync(
        "SELECT state, count(*), sum(dispatch_count), count(*) FILTER (WHERE has_letter) FROM run_item WHERE run = $1 GROUP BY state",
        RunColumns<PostgreSqlColumnFormat>.ReadGroup, cancellationToken, run));

    public async Task<long> CountInvoicesAsync(string id, CancellationToken cancellationToken = default) =>
        (await ReadAsync("SELECT count(*) FROM invoice WHERE run_id = $1", reader => reader.GetInt64(0), cancellationToken, id)).Single();

    public async Task<IReadOnlyList<RunDispatchCount>> CountDispatchesAsync(string id, CancellationToken cancellationToken = default) =>
        await ReadAsync(DispatchReads.CountRunByReason, RunColumns<PostgreSqlColumnFormat>.ReadCount, cancellationToken, id);

    public async Task<int> EraseAsync(DateTimeOffset startedBefore, CancellationToken cancellationToken = default)
    {
        var count = 0;
        foreach (var run in await ReadAsync(
            "SELECT number FROM run WHERE started_at < $1 AND phase IN (4, 5) ORDER BY number", reader => reader.GetInt32(0), cancellationToken, WriteColumns.Instant(startedBefore)))
        {
            count += await InStretchesAsync(
                """
                WITH changed AS (UPDATE run_item SET name = '', errors = NULL
                    WHERE run = $1 AND position >= $2 AND position < $3 AND (name <> '' OR errors IS NOT NULL) RETURNING 1)
                SELECT count(*)::integer FROM changed
                """,
                run, [], cancellationToken);
        }

        return count;
    }

    /// <summary>Changes the inputs of a run by many statements: one for all would take longer than a statement may.</summary>
    /// <param name="sql">Changes the positions from <c>$2</c> to before <c>$3</c> of the run <c>$1</c>, and counts.</param>
    /// <param name="run">The run.</param>
    /// <param name="values">From <c>$4</c> on.</param>
    /// <param name="cancellationToken">Stops it between two statements.</param>
    private async Task<int> InStretchesAsync(string sql, int run, object[] values, CancellationToken cancellationToken)
    {
        var end = (await ReadAsync("SELECT coalesce(max(position), -1) + 1 FROM run_item WHERE run = $1", reader => reader.GetInt32(0), cancellationToken, run)).Single();
        var count = 0;
        for (var from = 0; from < end; from += RunStretch.Length)
            count += (await ReadAsync(sql, reader => reader.GetInt32(0), cancellationToken, [run, from, from + RunStretch.Length, .. values])).Single();
        return count;
    }

    private Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object[] values) =>
        database.UseAsync(connection => connection.QueryAsync(sql, read, values), cancellationToken);

    /// <summary>In the order of positions, so that two writers lock the rows in the same order; of a position that comes twice, the last.</summary>
    private static List<RunItem> Sorted(IReadOnlyList<RunItem> items) => [.. items.Reverse().DistinctBy(item => item.Position).OrderBy(item => item.Position)];

    private static string Names(IEnumerable<WriteColumn<RunItem>> columns) => string.Join(", ", columns.Select(column => column.Name));

    private static string Parameters(IReadOnlyList<WriteColumn<RunItem>> columns, int first) =>
        string.Join(", ", columns.Select((column, i) => $"${first + i}::{column.Type}[]"));

    private static byte[]? Bytes(ContentHash? hash) => hash is { } value ? Convert.FromHexString(value.Value) : null;
}
