using Dispatch.Storage.Dispatches;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Storage;

public sealed class SqliteModelTests : DispatchStoreModel, IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private SqliteTestStorage? _storage;

    public async ValueTask DisposeAsync()
    {
        await (_storage?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }

    protected override async Task<IDispatchStore> OpenAsync()
    {
        _storage = await SqliteTestStorage.OpenAsync(_folder.File("dispatch.db"));
        return _storage.Store;
    }
}
