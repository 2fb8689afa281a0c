using Dispatch.Storage.Controls;
using Dispatch.Storage.Runs;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Storage;

public sealed class PostgreSqlControlStoreTests(SharedPostgres postgres) : ControlStoreCompliance
{
    private PostgreSqlTestStorage? _storage;

    public override async ValueTask DisposeAsync() => await (_storage?.DisposeAsync() ?? ValueTask.CompletedTask);

    protected override async Task<(IControlStore Controls, IRunStore Runs)> OpenAsync()
    {
        _storage = await PostgreSqlTestStorage.OpenAsync(postgres);
        return (_storage.Controls, _storage.Runs);
    }
}
