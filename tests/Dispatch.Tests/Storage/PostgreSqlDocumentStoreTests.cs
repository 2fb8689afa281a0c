using Dispatch.Storage.Documents;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Storage;

public sealed class PostgreSqlDocumentStoreTests(SharedPostgres postgres) : DocumentStoreCompliance, IAsyncLifetime
{
    private PostgreSqlTestStorage? _storage;

    protected override IDocumentStore Store => _storage!.Documents;

    public async ValueTask InitializeAsync() => _storage = await PostgreSqlTestStorage.OpenAsync(postgres);

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
