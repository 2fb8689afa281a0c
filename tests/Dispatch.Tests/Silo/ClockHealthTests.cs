using Dispatch.Silo.Health;
using Dispatch.Tests.Servers.Fixtures;
using Dispatch.Tests.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dispatch.Tests.Silo;

public sealed class ClockHealthTests(SharedPostgres postgres)
{
    [Theory]
    [InlineData(0, HealthStatus.Healthy)]
    [InlineData(3.5, HealthStatus.Degraded)]
    [InlineData(-3.5, HealthStatus.Degraded)]
    [InlineData(60, HealthStatus.Unhealthy)]
    public async Task Check_ClockAwayFromTheDatabases_SaysSo(double seconds, HealthStatus expected)
    {
        var clock = new DriftingClock();
        await using var storage = await PostgreSqlTestStorage.OpenAsync(postgres, clock: clock);

        clock.Drift = TimeSpan.FromSeconds(seconds);
        var result = await new ClockHealthCheck(storage.Clock).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

        Assert.Equal(expected, result.Status);
        Assert.Equal(expected != HealthStatus.Healthy, result.Description?.Contains("time server", StringComparison.Ordinal) == true);
    }

    private sealed class DriftingClock : TimeProvider
    {
        public TimeSpan Drift { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Drift;
    }
}
