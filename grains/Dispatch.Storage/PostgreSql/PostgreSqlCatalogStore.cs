using Dispatch.Abstractions;
using Dispatch.Storage.Catalog;
using Npgsql;

namespace Dispatch.Storage.PostgreSql;

/// <inheritdoc cref="ICatalogStore"/>
internal sealed class PostgreSqlCatalogStore(PostgreSqlDatabase database) : ICatalogStore
{
    private const string Select = "SELECT biller, number, contract, language, definition_count FROM subscription";

    public Task PutSubscriptionAsync(SubscriptionEntry entry, CancellationToken cancellationToken = default) => ReadAsync(
        """
        INSERT INTO subscription (biller, number, contract, language, definition_count) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (biller, number) DO UPDATE
            SET contract = excluded.contract, language = excluded.language, definition_count = excluded.definition_count
        RETURNING 1
        """,
        reader => reader.GetInt32(0), cancellationToken, entry.Biller, entry.Number, entry.Contract, (short)entry.Language, entry.DefinitionCount);

    public async Task<IReadOnlyList<SubscriptionEntry>> FindSubscriptionsAsync(string reference, string? biller = null, CancellationToken cancellationToken = default)
    {
        var byNumber = await ByAsync("number");
        return byNumber.Count > 0 ? byNumber : await ByAsync("contract");

        Task<List<SubscriptionEntry>> ByAsync(string column) => biller is null
            ? ReadAsync($"{Select} WHERE {column} = $1 ORDER BY biller, number", Read, cancellationToken, reference)
            : ReadAsync($"{Select} WHERE {column} = $1 AND biller = $2 ORDER BY biller, number", Read, cancellationToken, reference, biller);
    }

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

    private Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object[] values) =>
        database.UseAsync(connection => connection.QueryAsync(sql, read, values), cancellationToken);

    private static SubscriptionEntry Read(NpgsqlDataReader reader) =>
        new(reader.GetString(0), reader.GetString(1), reader.GetString(2), (Language)reader.GetInt32(3), reader.GetInt32(4));
}
