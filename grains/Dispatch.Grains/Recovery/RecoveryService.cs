using Dispatch.Storage.Dispatches;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Grains.Recovery;

/// <summary>
/// Pokes all recovery grains now and then, and at once when accepted work found no slot. Each by itself: a call to a silo that just died
/// hangs until the cluster has noticed, and must not keep the other shards waiting.
/// </summary>
internal sealed class RecoveryService(
    IGrainFactory grains, RecoverySignal signal, IOptions<EngineOptions> options, TimeProvider clock, ILogger<RecoveryService> logger) : BackgroundService
{
    /// <summary>A failed call is tried again this soon, because the next silo may do it at once.</summary>
    private static readonly TimeSpan FailureDelay = TimeSpan.FromSeconds(0.25);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pokes = Enumerable.Repeat(Task.CompletedTask, Shards.Count).ToArray();
        while (!stoppingToken.IsCancellationRequested)
        {
            for (var shard = 0; shard < pokes.Length; shard++)
            {
                if (pokes[shard].IsCompleted)
                    pokes[shard] = PokeAsync(shard, stoppingToken);
            }

            await signal.WaitAsync(options.Value.RecoveryPeriod, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(pokes);
    }

    private async Task PokeAsync(int shard, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await grains.GetGrain<IRecoveryGrain>(shard).PokeQueuesAsync(signal.RecentQueues()).WaitAsync(stoppingToken);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                logger.PokeFailed(shard, e.GetType().Name);
                await Task.Delay(FailureDelay, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                // Stopping: what is due stays due.
            }
        }
    }
}
