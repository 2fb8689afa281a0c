using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Tests.Servers;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Dispatch.Tests.Channels.Email;

/// <summary>A real SMTP server (SmtpServer package) with TLS and AUTH that keeps what it accepts.</summary>
internal sealed class AcceptingRelay : MessageStore, IMailboxFilter, IAsyncDisposable
{
    public const string User = "dispatch";
    public const string Password = "s3hr-geheim";

    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    public AcceptingRelay(X509Certificate2? certificate = null, bool tlsFromStart = false, bool signInRequired = false)
    {
        Port = FreePort.Take();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add((IMessageStore)this);
        services.Add((IMailboxFilter)this);
        services.Add(new DelegatingUserAuthenticator((user, password) => user == User && password == Password));
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port)).IsSecure(tlsFromStart).AuthenticationRequired(signInRequired).AllowUnsecureAuthentication(certificate is null);
            if (certificate is not null)
                endpoint.Certificate(certificate);
        }).Build();
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stopping.Token);
    }

    public int Port { get; }

    public ConcurrentQueue<(byte[] Content, string Recipient)> Accepted { get; } = new();

    public override Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        Accepted.Enqueue((buffer.ToArray(), transaction.To.Single().AsAddress()));
        return Task.FromResult(new SmtpResponse(SmtpReplyCode.Ok, "2.0.0 Ok: queued as 7C0FFEE1"));
    }

    public Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) => Task.FromResult(true);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }
}
