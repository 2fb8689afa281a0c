using System.Text.Json;
using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Dispatches.Rows;
using Dispatch.Storage.Runs;
using Dispatch.Storage.Runs.Rows;
using Microsoft.Data.Sqlite;

namespace Dispatch.Storage.Sqlite;

/// <inheritdoc cref="IRunStore"/>
internal sealed class SqliteRunStore(SqliteDatabase database) : IRunStore
{
    private const int MaxTake = 1000;
    private const string SelectRun = $"SELECT {RunColumns<SqliteColumnFormat>.OfRun} FROM run r WHERE r.id = $id";
    private const string SelectItems = $"SELECT {RunColumns<SqliteColumnFormat>.OfItem} FROM run_item p";

    /// <summary>
    /// Seeks, however many dispatches a run has: in its work queue, among what waits to be gathered, in its open print batches, and among what needs care,
    /// in the run's stretch of ids. The plus keeps SQLite from walking through all rows of the run instead.
    /// </summary>
    internal static readonly string List = $"""
        WITH RECURSIVE shard (number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM shard WHERE number + 1 < {Shards.Count})
        SELECT {RunColumns<SqliteColumnFormat>.OfRun},
            EXISTS (SELECT 1 FROM shard s CROSS JOIN lane l WHERE EXISTS (SELECT 1 FROM dispatch d
                WHERE d.shard = s.number AND d.lane_id = l.id AND d.queue = r.number AND {DueReads.Open}))
            OR EXISTS (SELECT 1 FROM lane l CROSS JOIN dispatch d INDEXED BY dispatch_gather
                WHERE d.lane_id = l.id AND d.queue = r.number AND d.state = 1 AND d.due_at IS NULL AND d.batch IS NULL)
            OR EXISTS (SELECT 1 FROM print_batch b CROSS JOIN dispatch d
                WHERE b.run_id = r.id AND (b.state IN (1, 2, 3, 4) OR b.followed < b.version) AND d.batch = b.id AND +d.state IN (1, 2, 3, 4) AND +d.run_id = r.id),
            EXISTS (SELECT 1 FROM lane l CROSS JOIN dispatch d
                WHERE d.state IN (7, 8, 10) AND d.lane_id = l.id AND +d.run_id = r.id
                    AND d.id BETWEEN (SELECT min(id) FROM dispatch WHERE run_id = r.id) AND (SELECT max(id) FROM dispatch WHERE run_id = r.id))
        FROM run r WHERE r.number < $before ORDER BY r.number DESC LIMIT $take
        """;

    internal const string WorkersItems =
        $"{SelectItems} WHERE p.run = $run AND p.state = $state AND p.worker = $worker AND p.position > $after ORDER BY p.position LIMIT $take";

    public Task<RunRow> CreateAsync(RunRow run, CancellationToken cancellationToken = default) => database.WriteAsync(
        session =>
        {
            session.Prepared("""
                INSERT INTO run (id, phase, is_paused, input_count, started_at, requested_by, details, version)
                VALUES ($id, $phase, $is_paused, $input_count, $started_at, $requested_by, $details, 1) ON CONFLICT (id) DO NOTHING
                """).Bind(run.Id, (int)run.Phase, run.IsPaused, run.InputCount, UnixTime.From(run.StartedAt), run.RequestedBy, run.Details).Execute();
            return Find(session.Connection, run.Id)!;
        },
        cancellationToken);

    public Task<RunRow?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        database.ReadAsync(connection => Find(connection, id), null, cancellationToken);

    public Task<IReadOnlyList<RunListEntry>> ListAsync(int? before, int take, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<RunListEntry>>(
            connection => connection.Query(List, RunColumns<SqliteColumnFormat>.ReadEntry, before ?? int.MaxValue, Math.Clamp(take, 1, IRunStore.MaxListTake)),
            [], cancellationToken);

    public Task<long?> WriteAsync(RunRow run, CancellationToken cancellationToken = default) => database.WriteAsync(
        session => (long?)session.Prepared("""
            UPDATE run SET phase = $phase, is_paused = $is_paused, input_count = $input_count, started_at = $started_at, requested_by = $requested_by,
                details = $details, version = version + 1
            WHERE number = $number AND version = $version RETURNING version
            """).Bind((int)run.Phase, run.IsPaused, run.InputCount, UnixTime.From(run.StartedAt), run.RequestedBy, run.Details, run.Number, run.Version).Scalar(),
        cancellationToken);

    public Task<bool> StageAsync(string id, IReadOnlyList<RunItem> items, CancellationToken cancellationToken = default) => database.WriteAsync(
        session =>
        {
            if (Find(session.Connection, id) is not { Phase: RunPhase.Staging } run)
                return false;
            foreach (var item in items)
            {
                session.Prepared("""
                    INSERT OR REPLACE INTO run_item (run, position, worker, name, state, source_hash, document_hash, bytes, biller, number, input_hash,
                        has_letter, dispatch_count, errors)
                    VALUES ($run, $position, $worker, $name, $state, $source_hash, $document_hash, $bytes, $biller, $number, $input_hash,
                        $has_letter, $dispatch_count, $errors)
                    """).Bind(
                        run.Number, item.Position, item.Worker, item.Name, (int)item.State, Bytes(item.SourceHash), Bytes(item.DocumentHash), item.Bytes,
                        item.Biller, item.Number, Bytes(item.InputHash), item.HasLetter, item.DispatchCount, item.Errors).Execute();
            }

            return true;
        },
        cancellationToken);

    public Task ClearItemsAsync(int run, CancellationToken cancellationToken = default) =>
        database.WriteAsync(session => session.Prepared("DELETE FROM run_item WHERE run = $run").Bind(run).Execute(), cancellationToken);

    public Task<IReadOnlyList<RunItem>> ListItemsAsync(
        int run, RunItemState state, int? worker, int after, int take, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<RunItem>>(
            connection => worker is { } one
                ? connection.Query(WorkersItems, RunColumns<SqliteColumnFormat>.ReadItem, run, (int)state, one, after, Math.Clamp(take, 1, MaxTake))
                : connection.Query(
                    $"{SelectItems} WHERE p.run = $run AND p.state = $state AND p.position > $after ORDER BY p.position LIMIT $take",
                    RunColumns<SqliteColumnFormat>.ReadItem, run, (int)state, after, Math.Clamp(take, 1, MaxTake)),
            [], cancellationToken);

    public Task WriteItemsAsync(int run, RunItemState expected, IReadOnlyList<RunItem> items, CancellationToken cancellationToken = default) => database.WriteAsync(
        session =>
        {
            foreach (var item in items)
            {
                session.Prepared("""
                    UPDATE run_item SET state = $state, biller = $biller, number = $number, input_hash = $input_hash, has_letter = $has_letter,
                        dispatch_count = $dispatch_count, errors = $errors
                    WHERE run = $run AND position = $position AND state = $expected
                    """).Bind(
                        (int)item.State, item.Biller, item.Number, Bytes(item.InputHash), item.HasLetter, item.DispatchCount, item.Errors,
                        run, item.Position, (int)expected).Execute();
            }

            return true;
        },
        cancellationToken);

    public Task<int> MoveItemsAsync(int run, IReadOnlyList<RunItemState> from, RunItemState to, CancellationToken cancellationToken = default) => InStretchesAsync(
        $"""
        UPDATE run_item SET state = $to{(to == RunItemState.Staged ? ", biller = NULL, number = NULL, input_hash = NULL, has_letter = 0, errors = NULL" : "")}
        WHERE run = $run AND position >= $first AND position < $end AND state IN (SELECT value FROM json_each($from))
        """,
        run, (first, end) => [(int)to, run, first, end, JsonSerializer.Serialize(from.Select(state => (int)state))], cancellationToken);

    public Task<IReadOnlyList<RunItem>> ListTwinsAsync(int run, CancellationToken cancellationToken = default) => database.ReadAsync<IReadOnlyList<RunItem>>(
        connection => connection.Query(
            $"""
            WITH twin AS (SELECT biller, number FROM run_item WHERE run = $run AND state IN (1, 4, 5)
                GROUP BY biller, number HAVING count(*) > 1 AND min(state) = 1)
            {SelectItems} JOIN twin t ON t.biller = p.biller AND t.number = p.number
            WHERE p.run = $run AND p.state IN (1, 4, 5) ORDER BY p.biller, p.number, p.position
            """,
            RunColumns<SqliteColumnFormat>.ReadItem, run),
        [], cancellationToken);

    public Task<RunItemTotals> CountItemsAsync(int run, CancellationToken cancellationToken = default) => database.ReadAsync(
        connection => RunColumns<SqliteColumnFormat>.TotalsOf(connection.Query(
            "SELECT state, count(*), sum(dispatch_count), sum(has_letter) FROM run_item WHERE run = $run GROUP BY state",
            RunColumns<SqliteColumnFormat>.ReadGroup, run)),
        RunColumns<SqliteColumnFormat>.TotalsOf([]), cancellationToken);

    public Task<long> CountInvoicesAsync(string id, CancellationToken cancellationToken = default) => database.ReadAsync(
        connection => connection.Query("SELECT count(*) FROM invoice WHERE run_id = $id", reader => reader.GetInt64(0), id).Single(), 0, cancellationToken);

    public Task<IReadOnlyList<RunDispatchCount>> CountDispatchesAsync(string id, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<RunDispatchCount>>(
            connection => connection.Query(
                """
                SELECT d.kind, l.name, g.state, g.reason, g.count, i.finalized_at
                FROM (SELECT state, lane_id, reason, count(*) AS count, min(id) AS first FROM dispatch WHERE run_id = $id GROUP BY state, lane_id, reason) g
                JOIN dispatch d ON d.id = g.first JOIN invoice i ON i.id = d.invoice_id JOIN lane l ON l.id = g.lane_id
                ORDER BY l.name, g.state, g.reason
                """,
                RunColumns<SqliteColumnFormat>.ReadCount, id),
            [], cancellationToken);

    public async Task<int> EraseAsync(DateTimeOffset startedBefore, CancellationToken cancellationToken = default)
    {
        var count = 0;
        foreach (var run in await database.ReadAsync(
            connection => connection.Query(
                "SELECT number FROM run WHERE started_at < $before AND phase IN (4, 5) ORDER BY number", reader => reader.GetInt32(0), UnixTime.From(startedBefore)),
            [], cancellationToken))
        {
            count += await InStretchesAsync(
                "UPDATE run_item SET name = '', errors = NULL WHERE run = $run AND position >= $first AND position < $end AND (name <> '' OR errors IS NOT NULL)",
                run, (first, end) => [run, first, end], cancellationToken);
        }

        return count;
    }

    /// <summary>Changes the inputs of a run by many statements: the one writer must come to other work in between.</summary>
    private async Task<int> InStretchesAsync(string sql, int run, Func<int, int, object?[]> valuesOf, CancellationToken cancellationToken)
    {
        var end = (await database.ReadAsync(
            connection => connection.Query("SELECT coalesce(max(position), -1) + 1 FROM run_item WHERE run = $run", reader => reader.GetInt32(0), run), [], cancellationToken)).Single();
        var count = 0;
        for (var from = 0; from < end; from += RunStretch.Length)
        {
            var values = valuesOf(from, from + RunStretch.Length);
            count += await database.WriteAsync(session => session.Prepared(sql).Bind(values).Execute(), cancellationToken);
        }

        return count;
    }

    private static RunRow? Find(SqliteConnection connection, string id) => connection.Query(SelectRun, RunColumns<SqliteColumnFormat>.ReadRun, id).SingleOrDefault();

    private static byte[]? Bytes(ContentHash? hash) => hash is { } value ? Convert.FromHexString(value.Value) : null;
}
