using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dispatch.Silo.Security;

/// <summary>Degraded while other machines may connect unencrypted, and when the certificate ends soon; not ready when it has ended, because nobody can connect.</summary>
internal sealed class NetworkHealthCheck(NetworkSettings network, TimeProvider clock) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        if (network.IsExposed)
        {
            return HealthCheckResult.Degraded(
                "Other machines may connect without encryption or proof of who they are (Silo:AllowPlaintext).",
                data: new Dictionary<string, object> { ["reason"] = "plaintext_allowed", ["address"] = network.Listening.ToString() });
        }

        if (network.Tls is not { } tls || tls.ExpiresAt - clock.GetUtcNow() is var left && left >= NetworkNotice.ExpiryNotice)
            return HealthCheckResult.Healthy();

        var data = new Dictionary<string, object>
        {
            ["reason"] = left > TimeSpan.Zero ? "certificate_expires" : "certificate_expired",
            ["expiresAt"] = tls.ExpiresAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        };
        return left > TimeSpan.Zero
            ? HealthCheckResult.Degraded("The silo's certificate expires soon.", data: data)
            : HealthCheckResult.Unhealthy("The silo's certificate has expired; nobody can connect.", data: data);
    }
}
