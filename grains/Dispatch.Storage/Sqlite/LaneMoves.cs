using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Dispatches.Rows;

namespace Dispatch.Storage.Sqlite;

/// <summary>Moves what waits in a lane to another. An attempt that has begun, or an outcome that nobody knows, stays where it was begun.</summary>
internal static class LaneMoves
{
    // Found along the index by state and lane, from which moved rows are gone: each step begins anew.
    public const string Candidates = """
        SELECT id FROM dispatch
        WHERE state IN (0, 1, 4, 10) AND lane_id = (SELECT id FROM lane WHERE name = $from) AND batch IS NULL AND coalesce(outcome, 0) <> 4
            AND ($run IS NULL OR run_id = $run) LIMIT $take
        """;

    /// <summary>Held as <see cref="ReasonCode.ChannelUnavailable"/>.</summary>
    private const string IsReleased = "($releases AND state = 10 AND reason = 15)";

    private const string Move = $"""
        UPDATE dispatch SET lane_id = $to,
            state = CASE WHEN state = 4 OR {IsReleased} THEN 1 ELSE state END,
            due_at = CASE WHEN state = 0 OR (state = 10 AND NOT {IsReleased}) OR ($gathers AND queue > 0) THEN NULL
                WHEN state = 1 THEN max(coalesce(due_at, $now), $now) ELSE $now END,
            changed_at = CASE WHEN state = 4 OR {IsReleased} THEN $now ELSE changed_at END,
            reason = CASE WHEN {IsReleased} THEN NULL ELSE reason END,
            version = version + 1
        WHERE id IN ({Candidates})
        RETURNING id, state, queue
        """;

    public static LaneMoveStep Step(WriterSession session, LaneMove move) => MovedRow.Sum(
        session.Prepared(Move)
            .Bind(
                session.LaneId(move.To), move.ReleasesUnavailable, move.IsGathered, UnixTime.From(move.At), move.From, move.RunId,
                Math.Clamp(move.Take, 1, LaneMove.MaxTake))
            .Query(reader => new MovedRow(reader.GetInt64(0), (DispatchState)reader.GetInt32(1), reader.GetInt32(2))),
        move.AfterId);
}
