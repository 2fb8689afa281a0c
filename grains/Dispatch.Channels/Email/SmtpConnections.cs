using System.Collections.Concurrent;

namespace Dispatch.Channels.Email;

/// <summary>A few idle connections to the relay, so that a run does not connect for every message. Bounded in number, age and use.</summary>
internal sealed class SmtpConnections(TimeProvider clock) : IDisposable
{
    private const int MaxIdleCount = 8;
    private const int MaxMessageCount = 200;
    private static readonly TimeSpan MaxIdleTime = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<SmtpRelayClient> _idle = new();

    /// <summary>An open connection whose relay still answers; none if there is none.</summary>
    public async Task<SmtpRelayClient?> TakeAsync(CancellationToken cancellationToken)
    {
        while (_idle.TryDequeue(out var client))
        {
            if (clock.GetUtcNow() - client.IdleSince < MaxIdleTime && await AnswersAsync(client, cancellationToken))
                return client;
            client.Dispose();
        }
        return null;
    }

    /// <summary>Takes a connection back after a message that ended with a reply.</summary>
    public void Return(SmtpRelayClient client)
    {
        client.IdleSince = clock.GetUtcNow();
        if (client.IsConnected && client.MessageCount < MaxMessageCount && _idle.Count < MaxIdleCount)
            _idle.Enqueue(client);
        else
            client.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryDequeue(out var client))
            client.Dispose();
    }

    private static async Task<bool> AnswersAsync(SmtpRelayClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.NoOpAsync(cancellationToken);
            return true;
        }
        catch (Exception error) when (SmtpOutcomes.IsExpected(error))
        {
            return false;
        }
    }
}
