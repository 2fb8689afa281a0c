using Microsoft.Extensions.Logging;

namespace Dispatch.Channels.Email;

/// <summary>One relay with its connections, its limit, its pace and its breaker.</summary>
internal sealed class Relay : IDisposable
{
    private readonly RelayConnectionOptions _options;
    private readonly RelayTrust _trust;
    private readonly ILogger _logger;

    public Relay(NamedRelay relay, TimeSpan slowAnswer, TimeProvider clock, ILogger logger)
    {
        (Name, Order, _options, _logger) = (relay.Name, relay.Order, relay.Options, logger);
        _trust = new RelayTrust(_options.CaFile);
        Gate = new ConnectionGate(_options.MaxConnections, slowAnswer, clock);
        Breaker = new RelayBreaker(clock);
        Connections = new SmtpConnections(_options, clock);
        Rate = new SendingRates(_ => _options.MessagesPerMinute, clock);
    }

    /// <summary>Its configured name.</summary>
    public string Name { get; }

    /// <summary>Its place among several.</summary>
    public int Order { get; }

    /// <summary>How many exchanges run at once.</summary>
    public ConnectionGate Gate { get; }

    /// <summary>Whether it is down.</summary>
    public RelayBreaker Breaker { get; }

    /// <summary>Its idle connections.</summary>
    public SmtpConnections Connections { get; }

    /// <summary>How many messages it may get.</summary>
    public SendingRates Rate { get; }

    /// <summary>A client that is not connected yet.</summary>
    public SmtpRelayClient CreateClient() => new(_trust, _options.Chunking);

    /// <summary>Connects and signs in.</summary>
    public async Task OpenAsync(SmtpRelayClient client, CancellationToken cancellationToken)
    {
        await client.OpenAsync(_options, cancellationToken);
        await client.SignInAsync(_options, cancellationToken);
    }

    /// <summary>Tells the breaker what an exchange showed.</summary>
    public void Report(RelaySignal signal, AttemptOutcome outcome, bool isProbe)
    {
        switch (signal)
        {
            case RelaySignal.None:
                Breaker.Abandoned(isProbe);
                break;
            case RelaySignal.Fault:
                var reason = outcome.FailureReason!.Value;
                if (Breaker.Failed(reason, isProbe))
                    _logger.RelayDown(Name, reason);
                break;
            default:
                ReportUp();
                break;
        }
    }

    /// <summary>Tells the breaker that the relay works.</summary>
    public void ReportUp()
    {
        if (Breaker.Succeeded() is { } downTime)
            _logger.RelayUp(Name, downTime);
    }

    /// <inheritdoc/>
    public void Dispose() => Connections.Dispose();
}
