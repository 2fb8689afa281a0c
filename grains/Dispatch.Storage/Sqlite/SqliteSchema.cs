using DbUp;
using DbUp.Sqlite.Helpers;
using Dispatch.Abstractions;
using Dispatch.Storage.Files;
using Dispatch.Storage.Schema;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Dispatch.Storage.Sqlite;

/// <summary>
/// Creates, upgrades and checks a database's schema. DbUp runs the scripts that its journal table does not name yet.
/// </summary>
/// <param name="folder">The scripts' folder, as part of their resource names.</param>
internal sealed class SqliteSchema(string folder)
{
    /// <summary>Invoices, dispatches and catalog.</summary>
    public static readonly SqliteSchema Dispatches = new("Dispatch.Storage.Sqlite.Scripts.");

    /// <summary>Orleans' grain states.</summary>
    public static readonly SqliteSchema Grains = new("Dispatch.Storage.Sqlite.Grains.Scripts.");

    private readonly SchemaScripts _scripts = new(folder);

    /// <summary>Makes the file with its directory if it is not there, and brings it up to date.</summary>
    /// <exception cref="StorageException">It cannot be made or upgraded, or is newer than this program.</exception>
    public void Prepare(string filePath, TimeSpan busyTimeout, ILogger logger)
    {
        try
        {
            var directory = Path.GetDirectoryName(Path.GetFullPath(filePath))!;
            DurableFile.CreateDirectory(directory);
            using (var connection = WalConnection.Open(filePath, busyTimeout, create: true))
                Upgrade(connection, logger);
            DurableFile.FlushDirectory(directory);
        }
        catch (SqliteException e)
        {
            throw new StorageException($"The database '{filePath}' could not be upgraded (SQLite error {e.SqliteErrorCode}); see that no other process holds it.", isUncertain: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The directory of the database '{filePath}' could not be made or flushed ({e.GetType().Name}); check its disk and rights.", isUncertain: false);
        }
    }

    /// <summary>Brings the database up to date, all or nothing and one process at a time: DbUp works inside an exclusive transaction of ours.</summary>
    private void Upgrade(SqliteConnection connection, ILogger logger)
    {
        connection.Run("BEGIN EXCLUSIVE");
        try
        {
            _scripts.RefuseNewer(connection.DataSource, Applied(connection));
            var result = DeployChanges.To
                .SqliteDatabase(new SharedConnection(connection))
                .WithScripts(_scripts.All)
                .WithVariablesDisabled()
                .WithoutTransaction()
                .JournalToSqliteTable(SchemaScripts.Journal)
                .LogTo(logger)
                .Build()
                .PerformUpgrade();
            if (!result.Successful)
                throw new StorageException($"The database '{connection.DataSource}' could not be upgraded by {result.ErrorScript?.Name}; it stands as before. The log has the error.", isUncertain: false);

            connection.Run("COMMIT");
            var scripts = result.Scripts.ToList();
            if (scripts.Count > 0)
                logger.SchemaUpgraded(connection.DataSource, scripts.Count, scripts[^1].Name);
        }
        catch
        {
            if (connection.IsInTransaction())
                connection.Run("ROLLBACK");
            throw;
        }
    }

    /// <summary>Checks a database that must not be changed.</summary>
    /// <returns>False: it is still empty.</returns>
    /// <exception cref="StorageException">It is newer than this program, or older.</exception>
    public bool Check(SqliteConnection connection)
    {
        var applied = Applied(connection);
        if (applied.Count == 0)
            return false;
        _scripts.RefuseNewer(connection.DataSource, applied);
        return _scripts.FindMissing(applied) is { } missing
            ? throw new StorageException($"The database '{connection.DataSource}' lacks {missing}; start the silo of this version once, it upgrades it.", isUncertain: false)
            : true;
    }

    private static List<string> Applied(SqliteConnection connection) =>
        connection.Scalar($"SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '{SchemaScripts.Journal}'") is null
            ? []
            : connection.Query($"SELECT ScriptName FROM {SchemaScripts.Journal} ORDER BY ScriptName", reader => reader.GetString(0));
}
