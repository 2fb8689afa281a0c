using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using Dispatch.Tests.Servers;
using MimeKit;
using SmtpServer;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Dispatch.EndToEnd.Runs;

/// <summary>A mail relay that keeps of each message only whose it is.</summary>
internal sealed class CountingRelay : MessageStore, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _serving;

    public CountingRelay()
    {
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(this);
        var options = new SmtpServerOptionsBuilder()
            .ServerName("relay.example")
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port)).AllowUnsecureAuthentication(false))
            .Build();
        _serving = new SmtpServer.SmtpServer(options, services).StartAsync(_stopping.Token);
    }

    /// <summary>Where it listens on loopback.</summary>
    public int Port { get; } = FreePort.Take();

    /// <summary>How often each dispatch arrived.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <inheritdoc/>
    public override async Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        using var message = new MemoryStream(buffer.ToArray(), writable: false);
        var headers = await HeaderList.LoadAsync(message, cancellationToken);
        _counts.AddOrUpdate(headers["X-Dispatch-Id"] ?? "", 1, (_, count) => count + 1);
        return SmtpResponse.Ok;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await ((Task)_serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }
}
