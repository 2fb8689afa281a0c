using Dispatch.Storage.Controls;
using Dispatch.Storage.Runs;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Storage;

public sealed class SqliteControlStoreTests : ControlStoreCompliance
{
    private readonly TemporaryFolder _folder = new();
    private SqliteTestStorage _storage = null!;

    public override async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Dispose();
    }

    protected override async Task<(IControlStore Controls, IRunStore Runs)> OpenAsync()
    {
        _storage = await SqliteTestStorage.OpenAsync(_folder.File("dispatch.db"));
        return (_storage.Controls, _storage.Runs);
    }
}
