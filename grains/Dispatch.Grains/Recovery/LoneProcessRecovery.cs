using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Printing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Recovery;

/// <summary>
/// A process that holds the data folder's lock knows that whoever had an attempt open is gone, so it need not wait for deadlines:
/// before anything begins, every open attempt is made due to be asked about.
/// </summary>
internal sealed class LoneProcessRecovery(IDispatchStore store, IPrintBatchStore batches, TimeProvider clock, ILogger<LoneProcessRecovery> logger) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await batches.ExpireAttemptsAsync(clock.GetUtcNow(), cancellationToken);
        if (await store.ExpireAttemptsAsync(clock.GetUtcNow(), cancellationToken) is > 0 and var expired)
            logger.AttemptsExpired(expired);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
