using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Runs;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Storage;

public sealed class PostgreSqlRunStoreTests(SharedPostgres postgres) : RunStoreCompliance
{
    private PostgreSqlTestStorage? _storage;

    public override async ValueTask DisposeAsync() => await (_storage?.DisposeAsync() ?? ValueTask.CompletedTask);

    protected override async Task<(IRunStore Runs, IDispatchStore Dispatches)> OpenAsync()
    {
        _storage = await PostgreSqlTestStorage.OpenAsync(postgres);
        return (_storage.Runs, _storage.Store);
    }
}
