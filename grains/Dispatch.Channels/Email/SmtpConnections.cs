namespace Dispatch.Channels.Email;

/// <summary>
/// The idle connections to a relay, so that a run does not connect for every message. The one used last is used first, so that those too many grow
/// old and go. Bounded in age and use.
/// </summary>
internal sealed class SmtpConnections : IDisposable
{
    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AskPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan QuitPatience = TimeSpan.FromSeconds(2);

    private readonly RelayConnectionOptions _options;
    private readonly TimeProvider _clock;
    private readonly Stack<SmtpRelayClient> _idle = new();
    private readonly ITimer _sweeper;
    private bool _isClosed;

    public SmtpConnections(RelayConnectionOptions options, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _sweeper = clock.CreateTimer(static connections => ((SmtpConnections)connections!).Sweep(), this, options.IdleTimeout, options.IdleTimeout);
    }

    /// <summary>
    /// An open connection; none if there is none. One that was quiet for some time is asked first whether its relay still answers; one that says nothing
    /// is given up soon, and so are the others that were quiet.
    /// </summary>
    public async Task<SmtpRelayClient?> TakeAsync(CancellationToken cancellationToken)
    {
        CancellationTokenSource? patience = null;
        try
        {
            while (Pop() is { } client)
            {
                var quiet = _clock.GetUtcNow() - client.IdleSince;
                if (quiet < QuietTime)
                    return client;
                patience ??= new CancellationTokenSource(AskPatience, _clock);
                if (quiet < _options.IdleTimeout && await AnswersAsync(client, patience.Token, cancellationToken))
                    return client;
                _ = QuitAsync(client);
            }
            return null;
        }
        finally
        {
            patience?.Dispose();
        }
    }

    /// <summary>Takes a connection back, whatever state it is in.</summary>
    public void Return(SmtpRelayClient client)
    {
        client.IdleSince = _clock.GetUtcNow();
        if (client.IsConnected && client.MessageCount > 0 && client.MessageCount < _options.MessagesPerConnection)    // without a message it is not signed in
        {
            lock (_idle)
            {
                if (!_isClosed)
                {
                    _idle.Push(client);
                    return;
                }
            }
        }
        _ = QuitAsync(client);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sweeper.Dispose();
        lock (_idle)
            _isClosed = true;
        while (Pop() is { } client)
            client.Dispose();
    }

    private SmtpRelayClient? Pop()
    {
        lock (_idle)
            return _idle.TryPop(out var client) ? client : null;
    }

    private void Sweep()
    {
        List<SmtpRelayClient> kept = [], old = [];
        lock (_idle)
        {
            var now = _clock.GetUtcNow();
            foreach (var client in _idle)
                (now - client.IdleSince < _options.IdleTimeout ? kept : old).Add(client);
            _idle.Clear();
            kept.Reverse();
            kept.ForEach(_idle.Push);
        }
        foreach (var client in old)
            _ = QuitAsync(client);
    }

    private static async Task<bool> AnswersAsync(SmtpRelayClient client, CancellationToken patience, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(patience, cancellationToken);
        try
        {
            await client.NoOpAsync(stop.Token);
            return true;
        }
        catch (Exception error) when (SmtpOutcomes.IsExpected(error))
        {
            return false;
        }
    }

    /// <summary>Takes leave politely, so that the relay's log has no lost connections; nobody waits for it.</summary>
    private static async Task QuitAsync(SmtpRelayClient client)
    {
        using (client)
        {
            if (!client.IsConnected)
                return;

            try
            {
                using var limit = new CancellationTokenSource(QuitPatience);
                await client.DisconnectAsync(quit: true, limit.Token);
            }
            catch (Exception error) when (SmtpOutcomes.IsExpected(error))
            {
                // It is gone either way.
            }
        }
    }
}
