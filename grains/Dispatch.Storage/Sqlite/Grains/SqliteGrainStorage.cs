using Dispatch.Abstractions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Dispatch.Storage.Sqlite.Grains;

/// <summary>
/// The file in which Orleans' ADO.NET grain storage keeps grain states, apart from the dispatches so that it never waits for their writer.
/// Prepare it before the silo starts; Orleans reads its SQL from the file when it starts.
/// </summary>
public static class SqliteGrainStorage
{
    /// <summary>The invariant under which Orleans 10.4 loads Microsoft.Data.Sqlite.</summary>
    public const string Invariant = "System.Data.SQLite";

    /// <summary>
    /// The connection string for the provider. It cannot name <c>synchronous</c>: the provider opens its own connections, on which SQLite's
    /// compiled default holds, which is FULL in this library; <see cref="Prepare"/> refuses one that was built otherwise.
    /// </summary>
    public static string ConnectionString(string filePath) => new SqliteConnectionStringBuilder { DataSource = filePath }.ToString();

    /// <summary>Creates or upgrades the file and turns on its write-ahead log, which stays on: outside of it concurrent grains get "database is locked".</summary>
    /// <exception cref="StorageException">The file cannot be used: the message says why and what mends it.</exception>
    public static void Prepare(string filePath, ILogger logger)
    {
        SqliteSchema.Grains.Prepare(filePath, TimeSpan.FromSeconds(5), logger);

        using var asProvider = new SqliteConnection(ConnectionString(filePath));
        asProvider.Open();
        if (asProvider.Scalar("PRAGMA synchronous") is not 2L)
            throw new StorageException("This build of SQLite does not flush its commits by default; use the library that Microsoft.Data.Sqlite brings.", isUncertain: false);
    }
}
