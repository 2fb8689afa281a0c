using Dispatch.Storage.Dispatches;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Storage;

public sealed class PostgreSqlModelTests(SharedPostgres postgres) : DispatchStoreModel, IAsyncDisposable
{
    private PostgreSqlTestStorage? _storage;

    public ValueTask DisposeAsync() => _storage?.DisposeAsync() ?? ValueTask.CompletedTask;

    protected override async Task<IDispatchStore> OpenAsync()
    {
        _storage = await PostgreSqlTestStorage.OpenAsync(postgres);
        return _storage.Store;
    }
}
