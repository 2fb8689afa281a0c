using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Runs;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Storage;

public sealed class SqliteRunStoreTests : RunStoreCompliance
{
    private readonly TemporaryFolder _folder = new();
    private SqliteTestStorage _storage = null!;

    public override async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Dispose();
    }

    protected override async Task<(IRunStore Runs, IDispatchStore Dispatches)> OpenAsync()
    {
        _storage = await SqliteTestStorage.OpenAsync(_folder.File("dispatch.db"));
        return (_storage.Runs, _storage.Store);
    }
}
