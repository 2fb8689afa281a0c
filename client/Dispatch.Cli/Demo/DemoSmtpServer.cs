using System.Net;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Net;

namespace Dispatch.Cli.Demo;

/// <summary>
/// A mail server on loopback for demonstrations and tests: it defers the first try of a few recipients with 451 and files what it
/// accepts as <c>.eml</c>. It speaks no TLS and knows no accounts.
/// </summary>
internal sealed class DemoSmtpServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource<IPEndPoint> _listening = new();
    private readonly DemoMailbox _mailbox;
    private readonly DemoMailFolder _folder;
    private readonly Task _serving;

    private DemoSmtpServer(string folder, IEnumerable<string> deferredOnce)
    {
        _mailbox = new DemoMailbox(deferredOnce);
        _folder = new DemoMailFolder(folder);
        var listeners = new EndpointListenerFactory();
        listeners.EndpointStarted += (_, started) => _listening.SetResult((IPEndPoint)started.LocalEndPoint);
        var services = new ServiceProvider();
        services.Add((IEndpointListenerFactory)listeners);
        services.Add(_mailbox);
        services.Add(_folder);
        var options = new SmtpServerOptionsBuilder()
            .ServerName("demo.example")
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, 0)))
            .MaxRetryCount(1000) // each 451 counts, and a connection may be kept for a whole run
            .Build();
        _serving = new SmtpServer.SmtpServer(options, services).StartAsync(_stopping.Token);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint => _listening.Task.Result;

    /// <summary>Messages answered with 250, duplicates included.</summary>
    public int AcceptedCount => _folder.AcceptedCount;

    /// <summary>Recipients answered with 451.</summary>
    public int DeferredCount => _mailbox.DeferredCount;

    /// <summary>Accepted messages whose Message-ID had been accepted before.</summary>
    public int DuplicateCount => _folder.DuplicateCount;

    /// <summary>Starts to listen on a free port; it accepts connections when this returns.</summary>
    /// <param name="folder">Where the messages go; made if it is missing.</param>
    /// <param name="deferredOnce">Recipients whose first RCPT is answered with 451.</param>
    public static async Task<DemoSmtpServer> StartAsync(string folder, IEnumerable<string> deferredOnce)
    {
        var server = new DemoSmtpServer(folder, deferredOnce);
        await await Task.WhenAny(server._listening.Task, server._serving);
        return server;
    }

    /// <summary>Stops listening and ends open connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        try
        {
            await _serving;
        }
        catch (OperationCanceledException)
        {
            // This is how it stops.
        }

        _stopping.Dispose();
    }
}
