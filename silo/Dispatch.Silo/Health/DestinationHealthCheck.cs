using Dispatch.Abstractions;
using Dispatch.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dispatch.Silo.Health;

/// <summary>Degraded while a destination is declared down: its dispatches wait, or go to another one, and somebody should look.</summary>
internal sealed class DestinationHealthCheck(IEnumerable<IDispatchChannel> channels) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var down = channels
            .SelectMany(channel => channel.Destinations.Select(state => (Lane: ChannelLane.NameOf(channel.Kind, state.Name), State: state)))
            .Where(destination => destination.State.DownSince is not null)
            .ToDictionary(destination => destination.Lane, destination => (object)(destination.State.Reason ?? ReasonCode.Other).ToWord());
        return Task.FromResult(down.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("Destinations are declared down.", data: down));
    }
}
