using Dispatch.Abstractions;
using Microsoft.Data.Sqlite;

namespace Dispatch.Storage.Sqlite;

/// <summary>Opens the connections that change a database, and refuses a database whose commits would not be flushed.</summary>
internal static class WalConnection
{
    public static SqliteConnection Open(string filePath, TimeSpan busyTimeout, bool create = false)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = filePath,
            Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = Math.Max(1, (int)busyTimeout.TotalSeconds), // the driver's own retry on a busy file, in whole seconds
        }.ToString());
        try
        {
            connection.Open();
            connection.Run($"PRAGMA busy_timeout = {(int)busyTimeout.TotalMilliseconds}");
            Demand(connection, "journal_mode", "WAL", "wal");
            Demand(connection, "synchronous", "FULL", "2");
            connection.Run("PRAGMA journal_size_limit = 67108864"); // a WAL that a long reader let grow is cut back
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new StorageException($"The database '{filePath}' cannot be opened for writing (SQLite error {e.SqliteErrorCode}); check the path, its rights and its disk.", isUncertain: false);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Demand(SqliteConnection connection, string pragma, string value, string expected)
    {
        connection.Run($"PRAGMA {pragma} = {value}");
        var actual = Convert.ToString(connection.Scalar($"PRAGMA {pragma}"), System.Globalization.CultureInfo.InvariantCulture);
        if (actual != expected)
            throw new StorageException(
                $"The database '{connection.DataSource}' has {pragma} '{actual}' after it was set to {value}; accepted invoices could be lost. Put it on a local disk.", isUncertain: false);
    }
}
