using Dispatch.Abstractions;
using Dispatch.Storage.Controls;
using Dispatch.Storage.Dispatches.Rows;
using Dispatch.Storage.Runs.Rows;

namespace Dispatch.Storage.Sqlite;

/// <inheritdoc cref="IControlStore"/>
internal sealed class SqliteControlStore(SqliteDatabase database) : IControlStore
{
    internal const string PausedQueues = "SELECT number FROM run WHERE is_paused = 1 ORDER BY number";
    internal const string ActiveRuns = "SELECT number, id FROM run WHERE phase IN (1, 3) ORDER BY number";

    public Task PutPausesAsync(IReadOnlyList<ChannelPause> pauses, CancellationToken cancellationToken = default) => database.WriteAsync(
        session =>
        {
            foreach (var (kind, destination, (reason, by, at)) in pauses)
            {
                session.Prepared("INSERT OR REPLACE INTO channel_pause (kind, destination, reason, paused_by, paused_at) VALUES ($kind, $destination, $reason, $by, $at)")
                    .Bind((int)kind, destination, reason, by, UnixTime.From(at)).Execute();
            }

            return true;
        },
        cancellationToken);

    public Task<int> RemovePausesAsync(DispatchKind? kind, string? destination, CancellationToken cancellationToken = default) => database.WriteAsync(
        session => session.Prepared("DELETE FROM channel_pause WHERE ($kind IS NULL OR kind = $kind) AND ($destination IS NULL OR destination = $destination)")
            .Bind((int?)kind, destination).Execute(),
        cancellationToken);

    public Task PutOutagesAsync(string silo, IReadOnlyList<DestinationOutage> outages, DateTimeOffset seenBefore, CancellationToken cancellationToken = default) => database.WriteAsync(
        session =>
        {
            session.Prepared("DELETE FROM destination_outage WHERE silo = $silo OR seen_at < $seen_before").Bind(silo, UnixTime.From(seenBefore)).Execute();
            foreach (var outage in outages)
            {
                session.Prepared($"INSERT INTO destination_outage ({RunColumns<SqliteColumnFormat>.OfOutage}) VALUES ($silo, $kind, $destination, $lane, $stops, $since, $reason, $seen)")
                    .Bind(
                        silo, (int)outage.Kind, outage.Destination, outage.Lane, outage.StopsLane ? 1 : 0, UnixTime.From(outage.Since), (int)outage.Reason,
                        UnixTime.From(outage.SeenAt))
                    .Execute();
            }

            return true;
        },
        cancellationToken);

    public Task<IReadOnlyList<DestinationOutage>> ListOutagesAsync(DateTimeOffset seenSince, CancellationToken cancellationToken = default) => database.ReadAsync<IReadOnlyList<DestinationOutage>>(
        connection => connection.Query(
            $"SELECT {RunColumns<SqliteColumnFormat>.OfOutage} FROM destination_outage WHERE seen_at >= $seen_since ORDER BY kind, destination, silo",
            RunColumns<SqliteColumnFormat>.ReadOutage,
            UnixTime.From(seenSince)),
        [], cancellationToken);

    public Task<EngineControls> ReadAsync(CancellationToken cancellationToken = default) => database.ReadAsync(
        connection => new EngineControls(
            connection.Query($"SELECT {RunColumns<SqliteColumnFormat>.OfPause} FROM channel_pause ORDER BY kind, destination", RunColumns<SqliteColumnFormat>.ReadPause),
            connection.Query(PausedQueues, reader => reader.GetInt32(0)),
            connection.Query(ActiveRuns, reader => new ActiveRun(reader.GetInt32(0), reader.GetString(1)))),
        EngineControls.None, cancellationToken);
}
