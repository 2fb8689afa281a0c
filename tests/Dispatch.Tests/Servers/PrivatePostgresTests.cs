using Dispatch.Tests.Servers.Fixtures;
using Dispatch.Tests.Servers.Postgres;
using Npgsql;

namespace Dispatch.Tests.Servers;

public sealed class PrivatePostgresTests(SharedPostgres shared, PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settings_ByDefault_AreDurable()
    {
        await using var source = NpgsqlDataSource.Create(await database.GetConnectionStringAsync());

        Assert.Equal("on", await AskAsync(source, "SHOW fsync"));
        Assert.Equal("on", await AskAsync(source, "SHOW synchronous_commit"));
        Assert.Equal("UTF8", await AskAsync(source, "SHOW server_encoding"));
    }

    [Fact]
    public async Task CreateDatabase_Twice_GivesTwoEmptyOnes()
    {
        var server = await shared.GetAsync();
        await using var first = NpgsqlDataSource.Create(server.ConnectionString(await server.CreateDatabaseAsync(Stop)));
        await using var second = NpgsqlDataSource.Create(server.ConnectionString(await server.CreateDatabaseAsync(Stop)));

        await AskAsync(first, "CREATE TABLE kept (id int)");

        Assert.Equal("", await AskAsync(second, "SELECT to_regclass('kept')::text"));
    }

    [Theory]
    [InlineData(nameof(PostgresStop.Fast))]
    [InlineData(nameof(PostgresStop.Immediate))]
    public async Task Stop_ThenStart_KeepsWhatWasCommitted(string how)
    {
        await shared.GetAsync();
        await using var server = await PrivatePostgres.CreateAsync(cancellationToken: Stop);
        await using var source = NpgsqlDataSource.Create(server.ConnectionString(await server.CreateDatabaseAsync(Stop)));
        await AskAsync(source, "CREATE TABLE kept (id int)");
        await AskAsync(source, "INSERT INTO kept VALUES (7)");
        await using var open = await source.OpenConnectionAsync(Stop);

        await server.StopAsync(Enum.Parse<PostgresStop>(how), Stop);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => AskAsync(source, "SELECT 1"));
        await server.StartAsync(Stop);

        source.Clear();
        Assert.Equal("7", await AskAsync(source, "SELECT id FROM kept"));
    }

    [Fact]
    public async Task Create_FolderOfAKilledRun_IsRemoved()
    {
        await shared.GetAsync();
        var left = Directory.CreateTempSubdirectory("dispatch-postgres-").FullName;
        await File.WriteAllTextAsync(Path.Combine(left, "owner.lock"), "", Stop);

        await using var server = await PrivatePostgres.CreateAsync(cancellationToken: Stop);

        Assert.False(Directory.Exists(left));
    }

    private static async Task<string> AskAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (await command.ExecuteScalarAsync(Stop))?.ToString() ?? "";
    }
}
