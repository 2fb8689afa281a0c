using Dispatch.Storage.Dispatches;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Grains.Recovery;

/// <summary>Pokes all recovery grains now and then, and at once when accepted work found no slot.</summary>
internal sealed class RecoveryService(
    IGrainFactory grains, RecoverySignal signal, IOptions<EngineOptions> options, ILogger<RecoveryService> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.WhenAll(Enumerable.Range(0, Shards.Count).Select(shard => grains.GetGrain<IRecoveryGrain>(shard).PokeAsync()));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.PokeFailed(e.GetType().Name);
            }

            await signal.WaitAsync(options.Value.RecoveryPeriod, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
