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

    /// <summary>How often a connection may end while the same mail is fetched, before that mail is passed over.</summary>
    private const int MaxFetchCount = 3;

    /// <summary>A server may end an IDLE of half an hour (RFC 2177), and a firewall much sooner.</summary>
    private static readonly TimeSpan MaxIdleTime = TimeSpan.FromMinutes(4);

    private static readonly ParserOptions Parsing = new() { MaxMimeDepth = 32 };

    private readonly BounceOptions _options = options.Value;
    private readonly ReturnPath _returnPath = new(options.Value.ReturnPath);
    private readonly Dictionary<string, int> _failedFetches = new(StringComparer.Ordinal);

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
        using var news = new SemaphoreSlim(0, 1);
        folder.CountChanged += (_, _) => Raise(news);
        for (var isFirst = true; ; isFirst = false)
        {
            position = await ReadNewAsync(client, folder, position, take, cancellationToken);
            if (isFirst)
                opened();
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

    private async Task<ReceiptPosition> ReadNewAsync(
        ImapClient client, IMailFolder folder, ReceiptPosition? position, Func<ReceiptBatch, Task> take, CancellationToken cancellationToken)
    {
        var start = position?.Epoch == folder.UidValidity ? position : new ReceiptPosition(folder.UidValidity, 0);
        var next = new UniqueId(folder.UidValidity, (uint)start.Last + 1);

        // The range n:* always holds the last message, even if its number is lower (RFC 3501 §6.4.8).
        var uids = await AskAsync(stop => folder.SearchAsync(SearchQuery.Uids(new UniqueIdRange(next, UniqueId.MaxValue)), stop), _options.Timeout, cancellationToken);
        foreach (var chunk in uids.Where(uid => uid.Id > start.Last).OrderBy(uid => uid.Id).Chunk(BatchSize))
        {
            List<LateReceipt> receipts = [];
            List<Proof> refused = [];
            foreach (var uid in chunk)
            {
                var proof = new Proof("imap", string.Create(CultureInfo.InvariantCulture, $"{folder.UidValidity}/{uid.Id}"));
                var (receipt, isRefused) = await ReadAsync(folder, uid, proof, cancellationToken);
                if (receipt is not null)
                    receipts.Add(receipt);
                if (isRefused)
                    refused.Add(proof);
            }

            if (refused.Count > 0)
            {
                await CheckAsync(client, isAnyRead: receipts.Count > 0 || chunk.Length == 1, cancellationToken);
                receipts.AddRange(refused.Select(proof => Unreadable(proof, nameof(ImapCommandException))));
            }

            start = start with { Last = chunk[^1].Id };
            await take(new ReceiptBatch(start, receipts));
            _failedFetches.Clear();
        }

        return start;
    }

    private async Task<(LateReceipt? Receipt, bool IsRefused)> ReadAsync(IMailFolder folder, UniqueId uid, Proof proof, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = _failedFetches.GetValueOrDefault(proof.Value) < MaxFetchCount
                ? await AskAsync(stop => FetchAsync(folder, uid, stop), _options.Timeout, cancellationToken)
                : null;
            if (stream is null)
                return (null, true);
            var message = await MimeMessage.LoadAsync(Parsing, stream, cancellationToken);
            using (message)
                return (BounceParser.Read(message, _returnPath, proof), false);
        }
        catch (MessageNotFoundException)
        {
            return (null, false);    // somebody removed it a moment ago
        }
        catch (ReceiptSourceException)
        {
            // Some servers say no to a damaged mail, others (Dovecot) hang up.
            _failedFetches[proof.Value] = _failedFetches.GetValueOrDefault(proof.Value) + 1;
            throw;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return (Unreadable(proof, error.GetType().Name), false);
        }
    }

    /// <summary>The mail's beginning; none if the server says no.</summary>
    private async Task<Stream?> FetchAsync(IMailFolder folder, UniqueId uid, CancellationToken cancellationToken)
    {
        try
        {
            return await folder.GetStreamAsync(uid, 0, _options.MaxMessageBytes, cancellationToken);
        }
        catch (ImapCommandException)
        {
            return null;
        }
    }

    /// <summary>Whether it is the refused mails' fault: the server answers otherwise, and did not refuse all of several.</summary>
    /// <exception cref="ReceiptSourceException">It is the server's.</exception>
    private async Task CheckAsync(ImapClient client, bool isAnyRead, CancellationToken cancellationToken)
    {
        if (!isAnyRead)
            throw new ReceiptSourceException(ReasonCode.ChannelUnavailable);
        await AskAsync(
            async stop =>
            {
                await client.NoOpAsync(stop);
                return true;
            },
            _options.Timeout,
            cancellationToken);
    }

    /// <summary>One mail that nobody can read must not keep the others waiting.</summary>
    private LateReceipt Unreadable(Proof proof, string errorType)
    {
        logger.BounceUnreadable(proof.Value, errorType);
        return new LateReceipt(LateReceiptKind.Unrecognized, ReasonCode.Other, null, ReceiptReference.None, proof);
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
        SslHandshakeException { InnerException: OperationCanceledException } => ReasonCode.Timeout,
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
