using Dispatch.Abstractions;
using Dispatch.Storage.Documents;
using Dispatch.Tests.Servers.Fixtures;
using Npgsql;

namespace Dispatch.Tests.Storage;

public sealed class PostgreSqlDocumentStoreTests(SharedPostgres postgres) : DocumentStoreCompliance, IAsyncLifetime
{
    private PostgreSqlTestStorage? _storage;

    protected override IDocumentStore Store => _storage!.Documents;

    private string _connectionString = "";

    public async ValueTask InitializeAsync()
    {
        var server = await postgres.GetAsync();
        _connectionString = server.ConnectionString(await server.CreateDatabaseAsync(Stop));
        _storage = await PostgreSqlTestStorage.OpenAsync(_connectionString);
    }

    protected override async Task AgeAsync(ContentHash document, DateTimeOffset putAt)
    {
        await using var source = NpgsqlDataSource.Create(_connectionString);
        await using var command = source.CreateCommand("UPDATE document SET put_at = $1 WHERE hash = $2");
        command.Parameters.AddWithValue(putAt.UtcDateTime);
        command.Parameters.AddWithValue(Convert.FromHexString(document.Value));
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Stop));
    }

    public async ValueTask DisposeAsync() => await (_storage?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Fact]
    public async Task Put_ManyChunks_ReadsBackWhole()
    {
        var content = new byte[1_000_003];
        new Random(7).NextBytes(content);

        var hash = await Store.PutAsync(content, Stop);

        Assert.Equal(content, await ReadAsync(await Store.OpenReadAsync(hash, Stop)));
    }
}
