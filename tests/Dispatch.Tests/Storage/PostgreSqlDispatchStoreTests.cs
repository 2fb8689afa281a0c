using Dispatch.Storage.Catalog;
using Dispatch.Storage.Dispatches;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Storage;

public sealed class PostgreSqlDispatchStoreTests(SharedPostgres postgres) : DispatchReadCompliance
{
    private PostgreSqlTestStorage? _storage;

    public override async ValueTask DisposeAsync() => await (_storage?.DisposeAsync() ?? ValueTask.CompletedTask);

    protected override async Task<(IDispatchStore Store, ICatalogStore Catalog)> OpenAsync()
    {
        _storage = await PostgreSqlTestStorage.OpenAsync(postgres);
        return (_storage.Store, _storage.Catalog);
    }
}
