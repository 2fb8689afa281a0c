using Dispatch.Abstractions;

namespace Dispatch.Storage.PostgreSql.Grains;

/// <summary>
/// Reads the states of grains, many by one query where they wait together: a run that has one invoice per subscription activates as many subscriptions,
/// and a query for each costs more than all else that is read. Written are they by Orleans' ADO.NET provider, in the table <c>grain_state</c>.
/// </summary>
public sealed class PostgreSqlGrainStates
{
    private readonly PostgreSqlDatabase _database;
    private readonly GroupedReads<Key, GrainStateRow?> _rows;

    internal PostgreSqlGrainStates(PostgreSqlDatabase database) => (_database, _rows) = (database, new(ReadAsync, none: null));

    /// <summary>Reads the state of a grain whose key is a text.</summary>
    /// <param name="serviceId">The service.</param>
    /// <param name="stateName">The state's name.</param>
    /// <param name="grainKey">The grain's key.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The state; none if it was never written.</returns>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public Task<GrainStateRow?> ReadAsync(string serviceId, string stateName, string grainKey, CancellationToken cancellationToken = default) =>
        _rows.ReadAsync(new Key(serviceId, stateName, grainKey), cancellationToken);

    private async Task<IReadOnlyDictionary<Key, GrainStateRow?>> ReadAsync(IReadOnlyList<Key> keys)
    {
        var rows = await _database.UseAsync(
            connection => connection.QueryAsync(
                """
                SELECT k.place, s.payload, s.version FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS k (service, state, grain, place)
                JOIN grain_state s ON s.state_name = k.state AND s.grain_string = k.grain AND s.grain_n0 = 0 AND s.grain_n1 = 0 AND s.service_id = k.service
                """,
                reader => (Place: (int)reader.GetInt64(0), Row: new GrainStateRow(reader.IsDBNull(1) ? null : reader.GetFieldValue<byte[]>(1), reader.GetInt32(2))),
                keys.Select(key => key.ServiceId).ToArray(),
                keys.Select(key => key.StateName).ToArray(),
                keys.Select(key => key.GrainKey).ToArray()),
            CancellationToken.None);
        return rows.ToDictionary(row => keys[row.Place - 1], row => (GrainStateRow?)row.Row);
    }

    private sealed record Key(string ServiceId, string StateName, string GrainKey);
}
