using System.Globalization;
using System.Net.Sockets;
using Dispatch.Abstractions;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Dispatch.Channels.Email.Bounces;

/// <summary>
/// Reads the bounce mailbox by IMAP, in the order of its UIDs, and changes nothing in it: what was read is remembered by its reader, so whatever a
/// person or a mail program does in the mailbox does no harm. Waits by IDLE where the server can, else asks now and then.
/// </summary>
internal sealed class ImapReceiptSource(IOptions<BounceOptions> options, TimeProvider clock, ILogger<ImapReceiptSource> logger) : IReceiptSource
{
    private const int BatchSize = 50;

    /// <summary>A server may end an IDLE of half an hour (RFC 2177), and a firewall much sooner.</summary>
    private static readonly TimeSpan MaxIdleTime = TimeSpan.FromMinutes(4);

    private static readonly ParserOptions Parsing = new() { MaxMimeDepth = 32 };

    private readonly BounceOptions _options = options.Value;
    private readonly ReturnPath _returnPath = new(options.Value.ReturnPath);

    /// <inheritdoc/>
    public string Name => "bounces";

    /// <inheritdoc/>
    public bool IsConfigured => _options.Host.Length > 0;

    /// <inheritdoc/>
    public async Task FollowAsync(ReceiptPosition? position, Action opened, Func<ReceiptBatch, Task> take, CancellationToken cancellationToken)
    {
        using var client = new ImapClient { CheckCertificateRevocation = false };
        client.ServerCertificateValidationCallback = new RelayTrust(_options.CaFile).Accepts;
        var folder = await AskAsync(stop => OpenAsync(client, stop), _options.Timeout, cancellationToken);
        opened();

        using var news = new SemaphoreSlim(0, 1);
        folder.CountChanged += (_, _) => Raise(news);
        while (true)
        {
            position = await ReadNewAsync(folder, position, take, cancellationToken);
            await AskAsync(stop => WaitAsync(client, news, stop), LongestWait(client) + _options.Timeout, cancellationToken);
        }
    }

    private async Task<IMailFolder> OpenAsync(ImapClient client, CancellationToken cancellationToken)
    {
        await client.ConnectAsync(_options.Host, _options.EffectivePort, _options.Security.ToSocketOptions(), cancellationToken);
        await client.AuthenticateAsync(_options.UserName, Secret.FromFile(_options.PasswordFile).Reveal(), cancellationToken);
        var folder = _options.Folder.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? client.Inbox! : await client.GetFolderAsync(_options.Folder, cancellationToken);
        await folder.OpenAsync(FolderAccess.ReadOnly, cancellationToken);
        return folder;
    }

    private async Task<ReceiptPosition> ReadNewAsync(IMailFolder folder, ReceiptPosition? position, Func<ReceiptBatch, Task> take, CancellationToken cancellationToken)
    {
        var start = position?.Epoch == folder.UidValidity ? position : new ReceiptPosition(folder.UidValidity, 0);
        var next = new UniqueId(folder.UidValidity, (uint)start.Last + 1);

        // The range n:* always holds the last message, even if its number is lower (RFC 3501 §6.4.8).
        var uids = await AskAsync(stop => folder.SearchAsync(SearchQuery.Uids(new UniqueIdRange(next, UniqueId.MaxValue)), stop), _options.Timeout, cancellationToken);
        foreach (var chunk in uids.Where(uid => uid.Id > start.Last).OrderBy(uid => uid.Id).Chunk(BatchSize))
        {
            List<LateReceipt> receipts = [];
            foreach (var uid in chunk)
            {
                if (await ReadAsync(folder, uid, cancellationToken) is { } receipt)
                    receipts.Add(receipt);
            }

            start = start with { Last = chunk[^1].Id };
            await take(new ReceiptBatch(start, receipts));
        }

        return start;
    }

    private async Task<LateReceipt?> ReadAsync(IMailFolder folder, UniqueId uid, CancellationToken cancellationToken)
    {
        var proof = new Proof("imap", string.Create(CultureInfo.InvariantCulture, $"{folder.UidValidity}/{uid.Id}"));
        try
        {
            await using var stream = await AskAsync(stop => folder.GetStreamAsync(uid, 0, _options.MaxMessageBytes, stop), _options.Timeout, cancellationToken);
            var message = await MimeMessage.LoadAsync(Parsing, stream, cancellationToken);
            using (message)
                return BounceParser.Read(message, _returnPath, proof);
        }
        catch (MessageNotFoundException)
        {
            return null;    // somebody removed it a moment ago
        }
        catch (Exception error) when (error is not (OperationCanceledException or ReceiptSourceException))
        {
            // One mail that nobody can read must not keep the others waiting.
            logger.BounceUnreadable(proof.Value, error.GetType().Name);
            return new LateReceipt(LateReceiptKind.Unrecognized, ReasonCode.Other, null, ReceiptReference.None, proof);
        }
    }

    private async Task<bool> WaitAsync(ImapClient client, SemaphoreSlim news, CancellationToken cancellationToken)
    {
        if (!client.Capabilities.HasFlag(ImapCapabilities.Idle))
        {
            await Task.Delay(LongestWait(client), clock, cancellationToken);
            await client.NoOpAsync(cancellationToken);
            return true;
        }

        using var done = new CancellationTokenSource();
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var idle = client.IdleAsync(done.Token, cancellationToken);
        var arrival = news.WaitAsync(LongestWait(client), waiting.Token);
        await Task.WhenAny(idle, arrival);
        await done.CancelAsync();
        await waiting.CancelAsync();
        await ((Task)arrival).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await idle;
        return true;
    }

    private TimeSpan LongestWait(ImapClient client) => client.Capabilities.HasFlag(ImapCapabilities.Idle) ? MaxIdleTime : _options.PollPeriod;

    /// <summary>Asks the server, for a bounded time: a dead line says nothing. Whatever goes wrong becomes a reason, and its text stays behind.</summary>
    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, TimeSpan budget, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(budget, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await ask(stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ReceiptSourceException(ReasonCode.Timeout);
        }
        catch (MessageNotFoundException)
        {
            throw;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && ReasonOf(error) is { } reason)
        {
            throw new ReceiptSourceException(reason);
        }
    }

    private static ReasonCode? ReasonOf(Exception error) => error switch
    {
        AuthenticationException or ServiceNotAuthenticatedException or InvalidDataException or UnauthorizedAccessException or FileNotFoundException => ReasonCode.AuthFailed,
        SslHandshakeException or NotSupportedException => ReasonCode.TlsFailed,
        TimeoutException or SocketException { SocketErrorCode: SocketError.TimedOut } => ReasonCode.Timeout,
        SocketException => ReasonCode.ConnectRefused,
        FolderNotFoundException => ReasonCode.ChannelUnavailable,
        CommandException => ReasonCode.ChannelUnavailable,
        ProtocolException or IOException or ServiceNotConnectedException or ObjectDisposedException => ReasonCode.ConnectionLost,
        _ => null,
    };

    private static void Raise(SemaphoreSlim news)
    {
        try
        {
            news.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is known already that something came.
        }
    }
}
