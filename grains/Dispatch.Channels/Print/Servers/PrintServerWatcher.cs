using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Channels.Print.Servers;

/// <summary>
/// Asks the print servers for their queues: once before the engine takes work, for as long as a person would wait, and then again and again. A server that is
/// away delays the start by a few seconds and stops nothing.
/// </summary>
internal sealed class PrintServerWatcher(PrintChannel channel, TimeProvider clock, ILogger<PrintServerWatcher> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!channel.HasServers)
            return;

        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Period, clock);
        try
        {
            while (await tick.WaitForNextTickAsync(stoppingToken))
                await RefreshAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    /// <summary>What goes wrong here must not stop the engine, whose other printers go on.</summary>
    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await channel.RefreshAsync(cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            logger.PrintServersNotAsked(error.GetType().Name);
        }
    }
}
