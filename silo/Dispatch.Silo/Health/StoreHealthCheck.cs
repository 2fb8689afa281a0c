using Dispatch.Storage.Dispatches;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dispatch.Silo.Health;

/// <summary>Ready means that the rows can be read.</summary>
internal sealed class StoreHealthCheck(IDispatchStore store) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.FindNextDueAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"The database cannot be read ({e.GetType().Name}).");
        }
    }
}
