using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Dispatches.Rows;
using Microsoft.Data.Sqlite;

namespace Dispatch.Storage.Sqlite;

/// <summary>
/// Reads of the work queue. Each seeks in the partial index <c>dispatch_due</c> per shard and lane; SQLite uses it only where a query
/// repeats the index's condition, so <see cref="Open"/> stands in every one.
/// </summary>
internal static class DueReads
{
    private const string Open = "d.due_at IS NOT NULL AND d.state IN (1, 2, 3, 4, 9)";

    public const string DueLanes = $"""
        SELECT l.name FROM lane l
        WHERE EXISTS (SELECT 1 FROM dispatch d WHERE d.shard = $shard AND d.lane_id = l.id AND d.due_at <= $now AND {Open})
        ORDER BY l.name
        """;

    public const string Due = $"""
        {DispatchColumns<SqliteColumnFormat>.Select}
        WHERE d.shard = $shard AND d.lane_id = (SELECT id FROM lane WHERE name = $lane) AND d.due_at BETWEEN $since AND $now AND {Open}
        ORDER BY d.due_at, d.id LIMIT $take
        """;

    // One seek per shard and lane: the plain minimum would walk through every open row.
    public const string NextDue = $"""
        WITH RECURSIVE shard (number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM shard WHERE number + 1 < $shard_count)
        SELECT min(first) FROM (
            SELECT (SELECT min(d.due_at) FROM dispatch d WHERE d.shard = shard.number AND d.lane_id = l.id AND {Open}) AS first
            FROM shard CROSS JOIN lane l)
        """;

    public static IReadOnlyList<string> ListDueLanes(SqliteConnection connection, int shard, DateTimeOffset now) =>
        connection.Query(DueLanes, reader => reader.GetString(0), shard, UnixTime.From(now));

    public static IReadOnlyList<DispatchRecord> ListDue(SqliteConnection connection, int shard, string lane, DateTimeOffset since, DateTimeOffset now, int take) =>
        connection.Query(Due, DispatchColumns<SqliteColumnFormat>.Read, shard, lane, UnixTime.From(since), UnixTime.From(now), take);

    public static DateTimeOffset? FindNextDue(SqliteConnection connection) => connection
        .Query<DateTimeOffset?>(NextDue, reader => reader.IsDBNull(0) ? null : UnixTime.To(reader.GetInt64(0)), Shards.Count)
        .Single();
}
