using Dispatch.Storage.Catalog;
using Dispatch.Storage.Dispatches;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Storage;

public sealed class SqliteDispatchStoreTests : DispatchReadCompliance
{
    private readonly TemporaryFolder _folder = new();
    private SqliteTestStorage _storage = null!;

    public override async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Dispose();
    }

    protected override async Task<(IDispatchStore Store, ICatalogStore Catalog)> OpenAsync()
    {
        _storage = await SqliteTestStorage.OpenAsync(_folder.File("deep/dispatch.db"));
        return (_storage.Store, _storage.Catalog);
    }
}
