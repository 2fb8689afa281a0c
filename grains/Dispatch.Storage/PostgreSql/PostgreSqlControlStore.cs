using Dispatch.Abstractions;
using Dispatch.Storage.Controls;
using Dispatch.Storage.PostgreSql.Writes;
using Dispatch.Storage.Runs.Rows;
using Npgsql;

namespace Dispatch.Storage.PostgreSql;

/// <inheritdoc cref="IControlStore"/>
internal sealed class PostgreSqlControlStore(PostgreSqlDatabase database) : IControlStore
{
    internal const string PausedQueues = "SELECT number FROM run WHERE is_paused ORDER BY number";
    internal const string ActiveRuns = "SELECT number, id FROM run WHERE phase IN (1, 3) ORDER BY number";

    public Task PutPausesAsync(IReadOnlyList<ChannelPause> pauses, CancellationToken cancellationToken = default) => ReadAsync(
        """
        INSERT INTO channel_pause (kind, destination, reason, paused_by, paused_at)
        SELECT * FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
        ON CONFLICT (kind, destination) DO UPDATE SET reason = excluded.reason, paused_by = excluded.paused_by, paused_at = excluded.paused_at
        RETURNING 1
        """,
        reader => reader.GetInt32(0),
        cancellationToken,
        pauses.Select(pause => (short)pause.Kind).ToArray(),
        pauses.Select(pause => pause.Destination).ToArray(),
        pauses.Select(pause => pause.Pause.Reason).ToArray(),
        pauses.Select(pause => pause.Pause.By).ToArray(),
        pauses.Select(pause => WriteColumns.Instant(pause.Pause.At)).ToArray());

    public async Task<int> RemovePausesAsync(DispatchKind? kind, string? destination, CancellationToken cancellationToken = default) => (await ReadAsync(
        "DELETE FROM channel_pause WHERE ($1 < 0 OR kind = $1) AND ($2 IS NULL OR destination = $2) RETURNING 1",
        reader => reader.GetInt32(0),
        cancellationToken,
        kind is { } one ? (short)one : (short)-1,
        new NpgsqlParameter<string?> { TypedValue = destination, DataTypeName = "text" })).Count;

    public Task PutOutagesAsync(string silo, IReadOnlyList<DestinationOutage> outages, DateTimeOffset seenBefore, CancellationToken cancellationToken = default) => ReadAsync(
        $"""
        WITH gone AS (
            DELETE FROM destination_outage
            WHERE (silo = $1 OR seen_at < $2) AND NOT (silo = $1 AND (kind, destination) IN (SELECT * FROM unnest($3::smallint[], $4::text[]))))
        INSERT INTO destination_outage ({RunColumns<PostgreSqlColumnFormat>.OfOutage})
        SELECT $1, * FROM unnest($3::smallint[], $4::text[], $5::text[], $6::boolean[], $7::timestamptz[], $8::smallint[], $9::timestamptz[])
        ON CONFLICT (silo, kind, destination) DO UPDATE
        SET lane = excluded.lane, stops_lane = excluded.stops_lane, since = excluded.since, reason = excluded.reason, seen_at = excluded.seen_at
        RETURNING 1
        """,
        reader => reader.GetInt32(0),
        cancellationToken,
        silo,
        WriteColumns.Instant(seenBefore),
        outages.Select(outage => (short)outage.Kind).ToArray(),
        outages.Select(outage => outage.Destination).ToArray(),
        outages.Select(outage => outage.Lane).ToArray(),
        outages.Select(outage => outage.StopsLane).ToArray(),
        outages.Select(outage => WriteColumns.Instant(outage.Since)).ToArray(),
        outages.Select(outage => (short)outage.Reason).ToArray(),
        outages.Select(outage => WriteColumns.Instant(outage.SeenAt)).ToArray());

    public async Task<IReadOnlyList<DestinationOutage>> ListOutagesAsync(DateTimeOffset seenSince, CancellationToken cancellationToken = default) => await ReadAsync(
        $"SELECT {RunColumns<PostgreSqlColumnFormat>.OfOutage} FROM destination_outage WHERE seen_at >= $1 ORDER BY kind, destination, silo",
        RunColumns<PostgreSqlColumnFormat>.ReadOutage,
        cancellationToken,
        WriteColumns.Instant(seenSince));

    public Task<EngineControls> ReadAsync(CancellationToken cancellationToken = default) => database.UseAsync(
        async connection => new EngineControls(
            await connection.QueryAsync($"SELECT {RunColumns<PostgreSqlColumnFormat>.OfPause} FROM channel_pause ORDER BY kind, destination", RunColumns<PostgreSqlColumnFormat>.ReadPause),
            await connection.QueryAsync(PausedQueues, reader => reader.GetInt32(0)),
            await connection.QueryAsync(ActiveRuns, reader => new ActiveRun(reader.GetInt32(0), reader.GetString(1)))),
        cancellationToken);

    private Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object[] values) =>
        database.UseAsync(connection => connection.QueryAsync(sql, read, values), cancellationToken);
}
