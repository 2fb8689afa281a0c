using Dispatch.Grains.Telemetry;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Documents;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Recovery;

/// <summary>Counts open dispatches for the metrics, removes uploads that no request named within a day, and personal data that are old enough.</summary>
internal sealed class HousekeepingService(
    IDispatchStore store, IDocumentStore documents, PersonalDataRemoval removal, PendingCounts pending, TimeProvider clock, ILogger<HousekeepingService> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan UploadLifetime = TimeSpan.FromDays(1);
    private static readonly TimeSpan UploadPeriod = TimeSpan.FromHours(1);
    private static readonly TimeSpan RemovalPeriod = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        var nextUploadsAt = clock.GetUtcNow();
        var nextRemovalAt = nextUploadsAt;
        do
        {
            try
            {
                pending.Update(await store.CountUnsettledAsync(stoppingToken));
                if (clock.GetUtcNow() >= nextUploadsAt)
                {
                    nextUploadsAt = clock.GetUtcNow() + UploadPeriod;
                    if (await documents.RemoveUploadsAsync(clock.GetUtcNow() - UploadLifetime, stoppingToken) is > 0 and var removed)
                        logger.UploadsRemoved(removed);
                }

                if (clock.GetUtcNow() >= nextRemovalAt)
                {
                    if (await removal.RunAsync(stoppingToken) is not (0, 0) and var (invoiceCount, documentCount))
                        logger.PersonalDataRemoved(invoiceCount, documentCount);
                    nextRemovalAt = clock.GetUtcNow() + RemovalPeriod;
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.HousekeepingFailed(e.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
