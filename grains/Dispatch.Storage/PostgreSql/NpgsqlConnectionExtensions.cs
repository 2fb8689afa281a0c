using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Dispatches.Rows;
using Npgsql;

namespace Dispatch.Storage.PostgreSql;

internal static class NpgsqlConnectionExtensions
{
    /// <summary>Runs a query; its parameters are <c>$1</c>, <c>$2</c> and so on, each a value or, where its type must be said, a parameter.</summary>
    public static async Task<List<T>> QueryAsync<T>(this NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }

    public static async Task<InvoiceRecord?> FindInvoiceAsync(this NpgsqlConnection connection, string biller, string number) => DispatchColumns<PostgreSqlColumnFormat>
        .ByInvoice(await connection.QueryAsync(DispatchReads.Invoice, DispatchColumns<PostgreSqlColumnFormat>.Read, number, biller))
        .SingleOrDefault();
}
