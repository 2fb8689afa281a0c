using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Printing;
using Dispatch.Storage.Runs;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Storage;

public sealed class SqlitePrintBatchStoreTests : PrintBatchStoreCompliance
{
    private readonly TemporaryFolder _folder = new();
    private SqliteTestStorage _storage = null!;

    public override async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Dispose();
    }

    protected override async Task<(IPrintBatchStore Batches, IDispatchStore Dispatches, IRunStore Runs)> OpenAsync()
    {
        _storage = await SqliteTestStorage.OpenAsync(_folder.File("dispatch.db"));
        return (_storage.Batches, _storage.Store, _storage.Runs);
    }
}
