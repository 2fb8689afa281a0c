using System.Reflection;
using DbUp;
using DbUp.Engine;
using DbUp.Sqlite.Helpers;
using Dispatch.Storage.Files;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Dispatch.Storage.Sqlite;

/// <summary>
/// A database's schema as a row of numbered scripts, embedded in this assembly; a script that was released is never edited.
/// DbUp runs those that its journal table does not name yet.
/// </summary>
/// <param name="folder">The scripts' folder, as part of their resource names.</param>
internal sealed class SqliteSchema(string folder)
{
    /// <summary>Invoices, dispatches and catalog.</summary>
    public static readonly SqliteSchema Dispatches = new("Dispatch.Storage.Sqlite.Scripts.");

    /// <summary>Orleans' grain states.</summary>
    public static readonly SqliteSchema Grains = new("Dispatch.Storage.Sqlite.Grains.Scripts.");

    private const string Journal = "schema_version";

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
            RefuseNewer(connection, Applied(connection));
            var result = DeployChanges.To
                .SqliteDatabase(new SharedConnection(connection))
                .WithScripts(Scripts())
                .WithVariablesDisabled()
                .WithoutTransaction()
                .JournalToSqliteTable(Journal)
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
        RefuseNewer(connection, applied);
        var missing = Scripts().Select(script => script.Name).Except(applied).ToList();
        return missing.Count == 0
            ? true
            : throw new StorageException($"The database '{connection.DataSource}' lacks {missing[0]}; start the silo of this version once, it upgrades it.", isUncertain: false);
    }

    private void RefuseNewer(SqliteConnection connection, IReadOnlyList<string> applied)
    {
        var unknown = applied.Except(Scripts().Select(script => script.Name)).ToList();
        if (unknown.Count > 0)
            throw new StorageException(
                $"The database '{connection.DataSource}' was upgraded by {unknown[^1]}, which this version does not know; use the newer version or a copy from before.", isUncertain: false);
    }

    private static List<string> Applied(SqliteConnection connection) =>
        connection.Scalar($"SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '{Journal}'") is null
            ? []
            : connection.Query($"SELECT ScriptName FROM {Journal} ORDER BY ScriptName", reader => reader.GetString(0));

    private List<SqlScript> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var scripts = new List<SqlScript>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            scripts.Add(new SqlScript(resource[folder.Length..], reader.ReadToEnd()));
        }

        return scripts;
    }
}
