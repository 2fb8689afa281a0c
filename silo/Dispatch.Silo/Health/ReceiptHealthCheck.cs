using Dispatch.Grains.Receipts;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dispatch.Silo.Health;

/// <summary>Degraded while the bounce mailbox cannot be read: invoices go out, but nobody learns which ones come back.</summary>
internal sealed class ReceiptHealthCheck(ReceiptBoard board) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(board.Failures is { Count: > 0 } failures
            ? HealthCheckResult.Degraded("Bounces cannot be read.", data: failures.ToDictionary(entry => entry.Key, object (entry) => entry.Value))
            : HealthCheckResult.Healthy());
}
