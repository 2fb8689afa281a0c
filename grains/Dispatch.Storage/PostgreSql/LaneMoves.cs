using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Dispatches.Rows;
using Dispatch.Storage.PostgreSql.Writes;
using Npgsql;

namespace Dispatch.Storage.PostgreSql;

/// <summary>
/// Moves what waits in a lane to another. An attempt that has begun, or an outcome that nobody knows, stays where it was begun. Rows that somebody else
/// is writing are passed over, so that no writer waits for a move or it for them; whoever writes them looks at a version that is not moved yet, or fails.
/// </summary>
internal static class LaneMoves
{
    private const string Learn = "INSERT INTO lane (name) SELECT $1 WHERE NOT EXISTS (SELECT 1 FROM lane WHERE name = $1) ON CONFLICT DO NOTHING RETURNING id";

    private const string Moves = "d.batch IS NULL AND coalesce(d.outcome, 0) <> 4 AND ($3::text IS NULL OR d.run_id = $3)";

    /// <summary>Held as <see cref="ReasonCode.ChannelUnavailable"/>.</summary>
    private const string IsReleased = "($6 AND d.state = 10 AND d.reason = 15)";

    // Each branch along one index: the work queue, what waits to be gathered, and what a person may have to look at.
    internal const string Move = $"""
        WITH here AS (SELECT id FROM lane WHERE name = $1),
        candidates AS (
            (SELECT q.id FROM here h CROSS JOIN generate_series(0, $8 - 1) AS s (shard) CROSS JOIN LATERAL (
                SELECT d.id FROM dispatch d
                WHERE d.shard = s.shard AND d.lane_id = h.id AND d.due_at IS NOT NULL AND d.state IN (1, 2, 3, 4, 9) AND d.state IN (1, 4) AND {Moves} LIMIT $4) q
            LIMIT $4)
            UNION ALL
            (SELECT d.id FROM here h JOIN dispatch d ON d.lane_id = h.id WHERE d.state = 1 AND d.due_at IS NULL AND {Moves} LIMIT $4)
            UNION ALL
            (SELECT a.id FROM here h CROSS JOIN (VALUES (0::smallint), (10)) AS s (state) CROSS JOIN LATERAL (
                SELECT d.id FROM dispatch d
                WHERE d.state = s.state AND d.state IN (0, 3, 4, 7, 8, 9, 10) AND d.id > $9 AND d.lane_id = h.id AND {Moves} ORDER BY d.id LIMIT $4) a
            ORDER BY a.id LIMIT $4)),
        locked AS (
            SELECT d.id FROM candidates c JOIN dispatch d ON d.id = c.id
            WHERE d.lane_id = (SELECT id FROM here) AND d.state IN (0, 1, 4, 10) AND {Moves}
            ORDER BY d.id LIMIT $4 FOR UPDATE OF d SKIP LOCKED)
        UPDATE dispatch d SET lane_id = (SELECT id FROM lane WHERE name = $2),
            state = CASE WHEN d.state = 4 OR {IsReleased} THEN 1 ELSE d.state END,
            due_at = CASE WHEN d.state = 0 OR (d.state = 10 AND NOT {IsReleased}) OR ($5 AND d.queue > 0) THEN NULL
                WHEN d.state = 1 THEN greatest(d.due_at, $7) ELSE $7 END,
            changed_at = CASE WHEN d.state = 4 OR {IsReleased} THEN $7 ELSE d.changed_at END,
            reason = CASE WHEN {IsReleased} THEN NULL ELSE d.reason END,
            version = d.version + 1
        FROM locked WHERE d.id = locked.id
        RETURNING d.id, d.state, d.queue
        """;

    public static async Task<LaneMoveStep> StepAsync(NpgsqlConnection connection, LaneMove move)
    {
        await connection.QueryAsync(Learn, reader => reader.GetInt16(0), move.To);
        var rows = await connection.QueryAsync(
            Move,
            reader => new MovedRow(reader.GetInt64(0), (DispatchState)reader.GetInt16(1), reader.GetInt32(2)),
            move.From, move.To, new NpgsqlParameter<string?> { TypedValue = move.RunId }, Math.Clamp(move.Take, 1, LaneMove.MaxTake), move.IsGathered,
            move.ReleasesUnavailable, WriteColumns.Instant(move.At), Shards.Count, move.AfterId);
        return MovedRow.Sum(rows, move.AfterId);
    }
}
