using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Storage.PostgreSql;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dispatch.Silo.Health;

/// <summary>Warns before a clock is so wrong that the silo would not start again. Only in a cluster: an embedded database has no clock of its own.</summary>
internal sealed class ClockHealthCheck(PostgreSqlClock clock) : IHealthCheck
{
    private static readonly TimeSpan _odd = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        TimeSpan difference;
        try
        {
            difference = await clock.DifferenceAsync(cancellationToken);
        }
        catch (StorageException)
        {
            return HealthCheckResult.Healthy("The database cannot be asked; see the check of the store.");
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"This machine's clock is {difference.TotalSeconds:0.0} seconds ahead of the database's; let both follow one time server.");
        if (difference.Duration() <= _odd)
            return HealthCheckResult.Healthy();
        return difference.Duration() <= PostgreSqlClock.MaxDifference ? HealthCheckResult.Degraded(text) : HealthCheckResult.Unhealthy(text);
    }
}
