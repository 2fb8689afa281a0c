using Dispatch.Abstractions;
using Dispatch.Storage.Catalog;
using Npgsql;

namespace Dispatch.Storage.PostgreSql;

/// <inheritdoc cref="ICatalogStore"/>
internal sealed class PostgreSqlCatalogStore : ICatalogStore
{
    private const string Columns = "s.biller, s.number, s.contract, s.language, s.definition_count";
    private const string Select = $"SELECT {Columns} FROM subscription s";

    private readonly PostgreSqlDatabase _database;
    private readonly GroupedReads<Reference, IReadOnlyList<SubscriptionEntry>> _references;

    public PostgreSqlCatalogStore(PostgreSqlDatabase database) => (_database, _references) = (database, new(FindSubscriptionsAsync, none: []));

    public Task PutSubscriptionAsync(SubscriptionEntry entry, CancellationToken cancellationToken = default) => ReadAsync(
        """
        INSERT INTO subscription (biller, number, contract, language, definition_count) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (biller, number) DO UPDATE
            SET contract = excluded.contract, language = excluded.language, definition_count = excluded.definition_count
        RETURNING 1
        """,
        reader => reader.GetInt32(0), cancellationToken, entry.Biller, entry.Number, entry.Contract, (short)entry.Language, entry.DefinitionCount);

    public Task<IReadOnlyList<SubscriptionEntry>> FindSubscriptionsAsync(string reference, string? biller = null, CancellationToken cancellationToken = default) =>
        _references.ReadAsync(new Reference(reference, biller), cancellationToken);

    public async Task<IReadOnlyList<SubscriptionEntry>> ListSubscriptionsAsync(
        string? biller = null, string afterBiller = "", string afterNumber = "", int take = 200, CancellationToken cancellationToken = default)
    {
        const string Page = "(biller, number) > ($1, $2) ORDER BY biller, number LIMIT $3";
        return biller is null
            ? await ReadAsync($"{Select} WHERE {Page}", Read, cancellationToken, afterBiller, afterNumber, take)
            : await ReadAsync($"{Select} WHERE biller = $4 AND {Page}", Read, cancellationToken, afterBiller, afterNumber, take, biller);
    }

    public Task PutBillerAsync(string biller, CancellationToken cancellationToken = default) =>
        ReadAsync("INSERT INTO biller (name) VALUES ($1) ON CONFLICT (name) DO NOTHING RETURNING 1", reader => reader.GetInt32(0), cancellationToken, biller);

    public async Task<IReadOnlyList<string>> ListBillersAsync(CancellationToken cancellationToken = default) =>
        await ReadAsync("SELECT name FROM biller ORDER BY name", reader => reader.GetString(0), cancellationToken);

    private async Task<IReadOnlyDictionary<Reference, IReadOnlyList<SubscriptionEntry>>> FindSubscriptionsAsync(IReadOnlyList<Reference> references)
    {
        var found = new Dictionary<Reference, IReadOnlyList<SubscriptionEntry>>();
        await FindByAsync("number", references, found);
        await FindByAsync("contract", [.. references.Where(reference => !found.ContainsKey(reference))], found);
        return found;
    }

    private async Task FindByAsync(string column, IReadOnlyList<Reference> references, Dictionary<Reference, IReadOnlyList<SubscriptionEntry>> found)
    {
        if (references.Count == 0)
            return;
        var rows = await ReadAsync(
            $"""
            SELECT {Columns}, k.place FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS k (reference, biller, place)
            JOIN subscription s ON s.{column} = k.reference AND (k.biller IS NULL OR s.biller = k.biller)
            ORDER BY k.place, s.biller, s.number
            """,
            reader => (Entry: Read(reader), Place: (int)reader.GetInt64(5)),
            CancellationToken.None,
            references.Select(reference => reference.Text).ToArray(),
            references.Select(reference => reference.Biller).ToArray());
        foreach (var group in rows.GroupBy(row => row.Place, row => row.Entry))
            found.Add(references[group.Key - 1], [.. group]);
    }

    private Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object[] values) =>
        _database.UseAsync(connection => connection.QueryAsync(sql, read, values), cancellationToken);

    private static SubscriptionEntry Read(NpgsqlDataReader reader) =>
        new(reader.GetString(0), reader.GetString(1), reader.GetString(2), (Language)reader.GetInt32(3), reader.GetInt32(4));

    /// <summary>What a file calls its subscription, and the biller if one is named.</summary>
    private sealed record Reference(string Text, string? Biller);
}
