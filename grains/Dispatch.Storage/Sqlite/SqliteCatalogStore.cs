using Dispatch.Abstractions;
using Dispatch.Storage.Catalog;
using Microsoft.Data.Sqlite;

namespace Dispatch.Storage.Sqlite;

/// <inheritdoc cref="ICatalogStore"/>
internal sealed class SqliteCatalogStore(SqliteDatabase database) : ICatalogStore
{
    private const string Select = "SELECT biller, number, contract, language, definition_count FROM subscription";

    public Task PutSubscriptionAsync(SubscriptionEntry entry, CancellationToken cancellationToken = default) => database.WriteAsync(
        session => session.Prepared("""
            INSERT INTO subscription (biller, number, contract, language, definition_count)
            VALUES ($biller, $number, $contract, $language, $definition_count)
            ON CONFLICT (biller, number) DO UPDATE
                SET contract = excluded.contract, language = excluded.language, definition_count = excluded.definition_count
            """).Bind(entry.Biller, entry.Number, entry.Contract, (int)entry.Language, entry.DefinitionCount).Execute(),
        cancellationToken);

    public Task<IReadOnlyList<SubscriptionEntry>> FindSubscriptionsAsync(string reference, string? biller = null, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<SubscriptionEntry>>(connection => Find(connection, reference, biller), [], cancellationToken);

    public Task<IReadOnlyList<SubscriptionEntry>> ListSubscriptionsAsync(
        string? biller = null, string afterBiller = "", string afterNumber = "", int take = 200, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<SubscriptionEntry>>(
            connection => biller is null
                ? connection.Query(
                    $"{Select} WHERE (biller, number) > ($after_biller, $after_number) ORDER BY biller, number LIMIT $take",
                    Read, afterBiller, afterNumber, take)
                : connection.Query(
                    $"{Select} WHERE biller = $biller AND (biller, number) > ($after_biller, $after_number) ORDER BY biller, number LIMIT $take",
                    Read, biller, afterBiller, afterNumber, take),
            [], cancellationToken);

    public Task PutBillerAsync(string biller, CancellationToken cancellationToken = default) => database.WriteAsync(
        session => session.Prepared("INSERT INTO biller (name) VALUES ($name) ON CONFLICT (name) DO NOTHING").Bind(biller).Execute(), cancellationToken);

    public Task<IReadOnlyList<string>> ListBillersAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<string>>(
            connection => connection.Query("SELECT name FROM biller ORDER BY name", reader => reader.GetString(0)), [], cancellationToken);

    private static List<SubscriptionEntry> Find(SqliteConnection connection, string reference, string? biller)
    {
        var byNumber = By("number");
        return byNumber.Count > 0 ? byNumber : By("contract");

        List<SubscriptionEntry> By(string column) => biller is null
            ? connection.Query($"{Select} WHERE {column} = $reference ORDER BY biller, number", Read, reference)
            : connection.Query($"{Select} WHERE {column} = $reference AND biller = $biller ORDER BY biller, number", Read, reference, biller);
    }

    private static SubscriptionEntry Read(SqliteDataReader reader) =>
        new(reader.GetString(0), reader.GetString(1), reader.GetString(2), (Language)reader.GetInt32(3), reader.GetInt32(4));
}
