using Dispatch.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Receipts;

/// <summary>Keeps the reader of every configured source alive somewhere in the cluster: whichever silo died, another one takes over.</summary>
internal sealed class ReceiptService(
    IGrainFactory grains, IEnumerable<IReceiptSource> sources, ReceiptBoard board, TimeProvider clock, ILogger<ReceiptService> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var configured = sources.Where(source => source.IsConfigured).Select(source => source.Name).ToList();
        if (configured.Count == 0)
            return;

        using var timer = new PeriodicTimer(Period, clock);
        var pokes = configured.ToDictionary(name => name, _ => Task.CompletedTask, StringComparer.Ordinal);
        try
        {
            do
            {
                // Each by itself: a call to a silo that just died hangs until the cluster has noticed.
                foreach (var name in configured.Where(name => pokes[name].IsCompleted))
                    pokes[name] = PokeAsync(name);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // Stopping: another silo goes on, or the next start does.
        }
    }

    private async Task PokeAsync(string name)
    {
        try
        {
            board.Update(name, await grains.GetGrain<IReceiptReader>(name).PokeAsync());
        }
        catch (Exception e)
        {
            logger.ReceiptsNotReached(name, e.GetType().Name);
        }
    }
}
