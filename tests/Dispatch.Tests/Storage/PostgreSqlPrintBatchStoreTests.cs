using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Printing;
using Dispatch.Storage.Runs;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Storage;

public sealed class PostgreSqlPrintBatchStoreTests(SharedPostgres postgres) : PrintBatchStoreCompliance
{
    private PostgreSqlTestStorage? _storage;

    public override async ValueTask DisposeAsync() => await (_storage?.DisposeAsync() ?? ValueTask.CompletedTask);

    protected override async Task<(IPrintBatchStore Batches, IDispatchStore Dispatches, IRunStore Runs)> OpenAsync()
    {
        _storage = await PostgreSqlTestStorage.OpenAsync(postgres);
        return (_storage.Batches, _storage.Store, _storage.Runs);
    }
}
