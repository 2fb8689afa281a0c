using Dispatch.Channels;
using Dispatch.Storage.Controls;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dispatch.Silo.Health;

/// <summary>Degraded while somebody has stopped a channel, a destination or a run: nothing is wrong, but invoices wait.</summary>
internal sealed class PauseHealthCheck(IControlStore store) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var controls = await store.ReadAsync(cancellationToken);
            if (controls.Pauses.Count == 0 && controls.PausedQueues.Count == 0)
                return HealthCheckResult.Healthy();
            return HealthCheckResult.Degraded("Somebody has paused channels or runs.", data: new Dictionary<string, object>
            {
                ["reason"] = "paused",
                ["channels"] = controls.Pauses.Select(NameOf).Order(StringComparer.Ordinal).ToArray(),
                ["runs"] = controls.PausedQueues.Count,
            });
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"What is paused cannot be read ({e.GetType().Name}).");
        }
    }

    /// <summary>The destination's lane, or the channel alone.</summary>
    private static string NameOf(ChannelPause pause) => ChannelLane.NameOf(pause.Kind, pause.Destination).TrimEnd('/');
}
