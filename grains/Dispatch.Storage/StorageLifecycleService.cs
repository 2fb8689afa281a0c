using Microsoft.Extensions.Hosting;

namespace Dispatch.Storage;

/// <summary>
/// Ties storages to the host. <c>Starting</c> runs before the start of every hosted service and <c>Stopped</c> after the stop of every one,
/// in whatever order they were registered; so the database is ready when the silo starts, and the last outcomes are written
/// while Orleans drains. A plain <c>StopAsync</c> would depend on the order of registration.
/// </summary>
internal sealed class StorageLifecycleService(IEnumerable<IStorageLifecycle> storages) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var storage in storages)
            await storage.InitializeAsync(cancellationToken);
    }

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        foreach (var storage in storages)
            await storage.StopAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
