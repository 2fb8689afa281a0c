using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Dispatches.Rows;
using Microsoft.Data.Sqlite;

namespace Dispatch.Storage.Sqlite;

/// <summary>
/// Reads of the work queue. Each seeks in the partial index <c>dispatch_queue</c> per shard, lane and queue; SQLite uses it only where a query
/// repeats the index's condition, so <see cref="Open"/> stands in every one.
/// </summary>
internal static class DueReads
{
    public const string Open = "d.due_at IS NOT NULL AND d.state IN (1, 2, 3, 4, 9)";

    /// <summary>Jumps from queue to queue of a lane, instead of walking through all open rows.</summary>
    public const string OpenQueues = $"""
        WITH RECURSIVE open (lane_id, queue) AS (
            SELECT l.id, (SELECT min(d.queue) FROM dispatch d WHERE d.shard = $shard AND d.lane_id = l.id AND {Open}) FROM lane l
            UNION ALL
            SELECT o.lane_id, (SELECT min(d.queue) FROM dispatch d WHERE d.shard = $shard AND d.lane_id = o.lane_id AND d.queue > o.queue AND {Open})
            FROM open o WHERE o.queue IS NOT NULL)
        SELECT l.name, o.queue FROM open o JOIN lane l ON l.id = o.lane_id WHERE o.queue IS NOT NULL ORDER BY l.name, o.queue
        """;

    public const string IsDue = $"""
        SELECT EXISTS (SELECT 1 FROM dispatch d
            WHERE d.shard = $shard AND d.lane_id = (SELECT id FROM lane WHERE name = $lane) AND d.queue = $queue AND d.due_at BETWEEN $since AND $now AND {Open})
        """;

    public const string Due = $"""
        {DispatchColumns<SqliteColumnFormat>.Select}
        WHERE d.shard = $shard AND d.lane_id = (SELECT id FROM lane WHERE name = $lane) AND d.queue = $queue AND d.due_at BETWEEN $since AND $now AND {Open}
        ORDER BY d.due_at, d.id LIMIT $take
        """;

    // One seek per shard, lane and queue: the plain minimum would walk through every open row.
    public const string NextDue = $"""
        WITH RECURSIVE shard (number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM shard WHERE number + 1 < $shard_count),
        open (shard, lane_id, queue) AS (
            SELECT s.number, l.id, (SELECT min(d.queue) FROM dispatch d WHERE d.shard = s.number AND d.lane_id = l.id AND {Open}) FROM shard s CROSS JOIN lane l
            UNION ALL
            SELECT o.shard, o.lane_id,
                (SELECT min(d.queue) FROM dispatch d WHERE d.shard = o.shard AND d.lane_id = o.lane_id AND d.queue > o.queue AND {Open})
            FROM open o WHERE o.queue IS NOT NULL)
        SELECT min((SELECT min(d.due_at) FROM dispatch d WHERE d.shard = o.shard AND d.lane_id = o.lane_id AND d.queue = o.queue AND {Open}))
        FROM open o WHERE o.queue IS NOT NULL
        """;

    public static IReadOnlyList<WorkQueue> ListOpenQueues(SqliteConnection connection, int shard) =>
        connection.Query(OpenQueues, reader => new WorkQueue(reader.GetString(0), reader.GetInt32(1)), shard);

    public static IReadOnlyList<WorkQueue> ListDueQueues(
        SqliteConnection connection, int shard, DateTimeOffset now, IReadOnlyDictionary<WorkQueue, DateTimeOffset> since)
    {
        using var statement = new SqliteStatement(connection, IsDue);
        return
        [
            .. since.Where(entry => (long)statement.Bind(shard, entry.Key.Lane, entry.Key.Number, UnixTime.From(entry.Value), UnixTime.From(now)).Scalar()! == 1)
                .Select(entry => entry.Key)
        ];
    }

    public static IReadOnlyList<DispatchRecord> ListDue(SqliteConnection connection, int shard, WorkQueue queue, DateTimeOffset since, DateTimeOffset now, int take) =>
        connection.Query(
            Due, DispatchColumns<SqliteColumnFormat>.Read, shard, queue.Lane, queue.Number, UnixTime.From(since), UnixTime.From(now), take);

    public static DateTimeOffset? FindNextDue(SqliteConnection connection) => connection
        .Query<DateTimeOffset?>(NextDue, reader => reader.IsDBNull(0) ? null : UnixTime.To(reader.GetInt64(0)), Shards.Count)
        .Single();
}
