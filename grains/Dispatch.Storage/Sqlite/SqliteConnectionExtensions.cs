using Microsoft.Data.Sqlite;

namespace Dispatch.Storage.Sqlite;

internal static class SqliteConnectionExtensions
{
    public static void Run(this SqliteConnection connection, string sql)
    {
        using var statement = new SqliteStatement(connection, sql);
        statement.Execute();
    }

    /// <summary>Whether a transaction is open: SQLite ends one by itself after a full disk, an I/O error and the like.</summary>
    public static bool IsInTransaction(this SqliteConnection connection) => SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0;

    public static object? Scalar(this SqliteConnection connection, string sql)
    {
        using var statement = new SqliteStatement(connection, sql);
        return statement.Scalar();
    }

    /// <summary>Runs a query once; the values stand in the order in which the SQL names its parameters first.</summary>
    public static List<T> Query<T>(this SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var statement = new SqliteStatement(connection, sql);
        return statement.Bind(values).Query(read);
    }
}
