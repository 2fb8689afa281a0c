using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Silo.Security;

/// <summary>Says at start what weakens the network's protection.</summary>
internal sealed class NetworkNotice(NetworkSettings network, TimeProvider clock, ILogger<NetworkNotice> logger) : IHostedService
{
    /// <summary>How long before its end a certificate is mentioned.</summary>
    public static readonly TimeSpan ExpiryNotice = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (network.IsExposed)
            logger.PlaintextAllowed(network.Listening);
        if (network.Tls is { } tls && tls.ExpiresAt - clock.GetUtcNow() < ExpiryNotice)
            logger.CertificateExpires(tls.ExpiresAt.ToUniversalTime());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
