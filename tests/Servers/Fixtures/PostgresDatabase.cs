namespace Dispatch.Tests.Servers.Fixtures;

/// <summary>A database for one test class, created by the first test that asks for it.</summary>
/// <param name="shared">The server.</param>
public sealed class PostgresDatabase(SharedPostgres shared)
{
    private readonly Lazy<Task<string>> _connectionString = new(async () =>
    {
        var server = await shared.GetAsync();
        return server.ConnectionString(await server.CreateDatabaseAsync());
    });

    /// <summary>How to reach it; without PostgreSQL the test is skipped, and fails on a build server (CI=true).</summary>
    public Task<string> GetConnectionStringAsync() => _connectionString.Value;
}
