using System.Net.Sockets;
using Dispatch.Channels.Email.Bounces;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Dispatch.Channels.Email;

/// <summary>One connection to the relay that always knows how far an exchange has come.</summary>
internal sealed class SmtpRelayClient : SmtpClient, ITransferProgress
{
    private readonly SmtpAnswerRecorder _recorder;
    private SmtpReply? _rejection;
    private Action<SmtpStage>? _reached;
    private string? _envelopeId;

    public SmtpRelayClient(RelayTrust trust)
        : this(trust, new SmtpAnswerRecorder())
    {
    }

    private SmtpRelayClient(RelayTrust trust, SmtpAnswerRecorder recorder)
        : base(recorder)
    {
        _recorder = recorder;
        ServerCertificateValidationCallback = trust.Accepts;
        CheckCertificateRevocation = false;    // as .NET's own clients: a relay behind a firewall could not ask, and no mail would go
        Timeout = System.Threading.Timeout.Infinite;    // the attempt's deadline rules
        DeliveryStatusNotificationType = DeliveryStatusNotificationType.HeadersOnly;    // a report that returned the whole invoice would say no more
    }

    /// <summary>What the exchange waits for.</summary>
    public SmtpStage Stage { get; private set; }

    /// <summary>The relay's own word on the envelope or the content, even if the connection was lost after it.</summary>
    public SmtpReply? Verdict => _rejection ?? _recorder.Answer;

    /// <summary>How many messages went over this connection.</summary>
    public int MessageCount { get; private set; }

    /// <summary>When it became idle.</summary>
    public DateTimeOffset IdleSince { get; set; }

    /// <summary>Connects and signs in.</summary>
    public async Task OpenAsync(EmailOptions options, Secret? password, CancellationToken cancellationToken)
    {
        Stage = SmtpStage.Connecting;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };    // MailKit's own leaves Nagle on: 43 ms a message
        try
        {
            await socket.ConnectAsync(options.Host, options.EffectivePort, cancellationToken);
            var security = options.Security switch
            {
                EmailSecurity.Tls => SecureSocketOptions.SslOnConnect,
                EmailSecurity.None => SecureSocketOptions.None,
                _ => SecureSocketOptions.StartTls,
            };
            await ConnectAsync(socket, options.Host, options.EffectivePort, security, cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        if (password is not null && options.UserName is not null)
        {
            Stage = SmtpStage.SigningIn;
            await AuthenticateAsync(options.UserName, password.Reveal(), cancellationToken);
        }
        Capabilities &= ~(SmtpCapabilities.Chunking | SmtpCapabilities.BinaryMime);    // a last chunk has no end of data to stand before or after
    }

    /// <summary>Sends one message.</summary>
    /// <param name="message">The message; its one recipient is the envelope's.</param>
    /// <param name="envelope">The rest of the envelope.</param>
    /// <param name="reached">Told of each stage as it begins.</param>
    /// <param name="cancellationToken">Ends the exchange.</param>
    public async Task<SmtpReply> TransferAsync(MimeMessage message, SmtpEnvelope envelope, Action<SmtpStage> reached, CancellationToken cancellationToken)
    {
        _reached = reached;
        _envelopeId = envelope.Id;
        _rejection = null;
        _recorder.Clear();
        MessageCount++;
        Reach(SmtpStage.Sender);
        var format = InvoiceMessage.FormatOf(message);
        if (format.International && !Capabilities.HasFlag(SmtpCapabilities.UTF8))
            throw new NotSupportedException("The relay does not offer SMTPUTF8, which an address needs.");    // MailKit would send raw UTF-8
        var text = await SendAsync(format, message, envelope.Sender, message.To.Mailboxes, cancellationToken, this);
        return SmtpReply.From((int)SmtpStatusCode.Ok, text);
    }

    /// <inheritdoc/>
    void ITransferProgress.Report(long bytesTransferred, long totalSize)
    {
        if (Stage == SmtpStage.Data)
            Reach(SmtpStage.Transferring);
        if (Stage == SmtpStage.Transferring && bytesTransferred >= totalSize)    // stuffed dots make it early, never late
        {
            _recorder.Recording = true;
            Reach(SmtpStage.AwaitingAnswer);
        }
    }

    /// <inheritdoc/>
    void ITransferProgress.Report(long bytesTransferred)
    {
    }

    /// <inheritdoc/>
    protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => Reach(SmtpStage.Recipient);

    /// <inheritdoc/>
    protected override void OnSenderNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        _rejection ??= SmtpReply.From((int)response.StatusCode, response.Response);
        base.OnSenderNotAccepted(message, mailbox, response);
    }

    /// <inheritdoc/>
    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        if (Stage == SmtpStage.Recipient)
            Reach(SmtpStage.Data);
    }

    /// <inheritdoc/>
    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        _rejection ??= SmtpReply.From((int)response.StatusCode, response.Response);
        base.OnRecipientNotAccepted(message, mailbox, response);
    }

    /// <inheritdoc/>
    protected override string? GetEnvelopeId(MimeMessage message) => _envelopeId;

    /// <summary>Reports of failure and delay; who would ask for success gets a mail for each invoice.</summary>
    protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) =>
        DeliveryStatusNotification.Failure | DeliveryStatusNotification.Delay;

    /// <summary>The size that MAIL announces. A relay that said it takes less is not asked: it would answer as RFC 1870 §6.1 prescribes.</summary>
    protected override async Task<long> GetSizeAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken)
    {
        var size = await base.GetSizeAsync(options, message, cancellationToken);
        return Capabilities.HasFlag(SmtpCapabilities.Size) && MaxSize > 0 && size > MaxSize
            ? throw new SmtpCommandException(SmtpErrorCode.MessageNotAccepted, SmtpStatusCode.ExceededStorageAllocation, "5.3.4")
            : size;
    }

    private void Reach(SmtpStage stage)
    {
        Stage = stage;
        _reached?.Invoke(stage);
    }
}
