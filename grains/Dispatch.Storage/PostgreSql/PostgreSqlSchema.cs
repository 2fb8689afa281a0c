using DbUp;
using Dispatch.Abstractions;
using Dispatch.Storage.Schema;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Dispatch.Storage.PostgreSql;

/// <summary>Creates, upgrades and checks the database's schema, one process at a time.</summary>
public static class PostgreSqlSchema
{
    private const long LockKey = 0x4469_7370_6174_6368; // "Dispatch": an advisory lock is a number that all of us know

    private static readonly SchemaScripts _scripts = new("Dispatch.Storage.PostgreSql.Scripts.");

    /// <summary>Upgrades as the options say, and checks that this program can work with what is there.</summary>
    /// <exception cref="StorageException">It cannot: the message says why and what mends it.</exception>
    internal static async Task PrepareAsync(PostgreSqlStorageOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        if (options.UpgradeSchema && !options.ReadOnly)
        {
            await ApplyAsync(options, logger, cancellationToken);
            return;
        }

        try
        {
            await using var connection = new NpgsqlConnection(ConnectionStrings.ForUpgrading(options));
            await connection.OpenAsync(cancellationToken);
            if (_scripts.FindMissing(await AppliedAsync(connection)) is { } missing)
                throw new StorageException($"The database '{connection.Database}' lacks {missing}; run 'dispatchctl schema apply', or start a silo with Storage:UpgradeSchema=true.", isUncertain: false);
        }
        catch (NpgsqlException e)
        {
            throw PostgreSqlDatabase.Failed(e);
        }
    }

    /// <summary>Brings the database up to date, all or nothing. Calling again, or from two processes at once, does nothing more.</summary>
    /// <returns>The names of the scripts that were applied now.</returns>
    /// <exception cref="StorageException">It cannot be upgraded, or is of a newer major version.</exception>
    public static async Task<IReadOnlyList<string>> ApplyAsync(PostgreSqlStorageOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            // The lock goes with the connection, also when this process dies.
            await using var connection = new NpgsqlConnection(ConnectionStrings.ForUpgrading(options));
            await connection.OpenAsync(cancellationToken);
            await using (var take = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection) { Parameters = { new NpgsqlParameter<long> { TypedValue = LockKey } } })
                await take.ExecuteNonQueryAsync(cancellationToken);
            return _scripts.FindMissing(await AppliedAsync(connection)) is null ? [] : Upgrade(options, connection.Database, logger);
        }
        catch (NpgsqlException e)
        {
            throw PostgreSqlDatabase.Failed(e);
        }
    }

    private static List<string> Upgrade(PostgreSqlStorageOptions options, string database, ILogger logger)
    {
        var result = DeployChanges.To
            .PostgresqlDatabase(ConnectionStrings.ForUpgrading(options))
            .WithScripts(_scripts.All)
            .WithVariablesDisabled()
            .WithTransaction()
            .JournalToPostgresqlTable(schema: null, SchemaScripts.Journal)
            .LogTo(logger)
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
            throw new StorageException(
                $"The database '{database}' could not be upgraded by {result.ErrorScript?.Name} ({(result.Error as PostgresException)?.SqlState ?? result.Error?.GetType().Name}); it stands as before. The user needs the right to create tables.", isUncertain: false);
        List<string> applied = [.. result.Scripts.Select(script => script.Name)];
        logger.SchemaUpgraded(database, applied.Count, applied[^1]);
        return applied;
    }

    private static async Task<List<string>> AppliedAsync(NpgsqlConnection connection)
    {
        var exists = await connection.QueryAsync($"SELECT to_regclass('{SchemaScripts.Journal}') IS NOT NULL", reader => reader.GetBoolean(0));
        if (!exists[0])
            return [];
        var applied = await connection.QueryAsync($"SELECT scriptname FROM {SchemaScripts.Journal} ORDER BY scriptname", reader => reader.GetString(0));
        _scripts.RefuseNewer(connection.Database, applied);
        return applied;
    }
}
