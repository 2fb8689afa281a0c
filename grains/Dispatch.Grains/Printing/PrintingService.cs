using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Grains.Printing;

/// <summary>Pokes the gatherer now and then: whichever silo died, another one goes on.</summary>
internal sealed class PrintingService(IGrainFactory grains, IOptions<EngineOptions> options, TimeProvider clock, ILogger<PrintingService> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RecoveryPeriod, clock);
        try
        {
            do
            {
                try
                {
                    await grains.GetGrain<IPrintGatherer>(0).PokeAsync().WaitAsync(stoppingToken);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    logger.GathererNotReached(e.GetType().Name);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // Stopping: what is due stays due.
        }
    }
}
