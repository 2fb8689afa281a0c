using System.Net.Sockets;
using Dispatch.Channels.Email.Bounces;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace Dispatch.Channels.Email;

/// <summary>One connection to a relay that always knows how far an exchange has come.</summary>
internal sealed class SmtpRelayClient : SmtpClient
{
    private readonly SmtpAnswerRecorder _recorder;
    private readonly bool _usesChunking;
    private SmtpReply? _rejection;
    private Action<SmtpStage>? _reached;
    private long _size;
    private string? _envelopeId;

    public SmtpRelayClient(RelayTrust trust, bool usesChunking, IProtocolLogger? dialogue = null)
        : this(trust, usesChunking, new SmtpAnswerRecorder(dialogue))
    {
    }

    private SmtpRelayClient(RelayTrust trust, bool usesChunking, SmtpAnswerRecorder recorder)
        : base(recorder)
    {
        (_recorder, _usesChunking) = (recorder, usesChunking);
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

    /// <inheritdoc/>
    protected override bool PreferSendAsBinaryData => _usesChunking;

    /// <summary>Connects, with TLS as the options say.</summary>
    public async Task OpenAsync(RelayConnectionOptions options, CancellationToken cancellationToken)
    {
        Stage = SmtpStage.Connecting;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };    // MailKit's own leaves Nagle on: 43 ms a message
        try
        {
            await socket.ConnectAsync(options.Host, options.EffectivePort, cancellationToken);
            await ConnectAsync(new CoalescingStream(socket), options.Host, options.EffectivePort, options.Security.ToSocketOptions(), cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        Capabilities &= ~SmtpCapabilities.BinaryMime;    // nothing of ours is binary, and MailKit would chunk for it against the option
    }

    /// <summary>From here on a refusal is one of our credentials.</summary>
    public void BeginSignIn() => Stage = SmtpStage.SigningIn;

    /// <summary>Sends one message.</summary>
    /// <param name="message">The message; its one recipient is the envelope's.</param>
    /// <param name="envelope">The rest of the envelope.</param>
    /// <param name="reached">Told of each stage as it begins.</param>
    /// <param name="cancellationToken">Ends the exchange.</param>
    public async Task<SmtpReply> TransferAsync(SerializedMessage message, SmtpEnvelope envelope, Action<SmtpStage> reached, CancellationToken cancellationToken)
    {
        _reached = reached;
        _envelopeId = envelope.Id;
        _rejection = null;
        _size = message.Bytes.Length;
        _recorder.Clear();
        MessageCount++;
        Reach(SmtpStage.Sender);
        if (message.Format.International && !Capabilities.HasFlag(SmtpCapabilities.UTF8))
            throw new NotSupportedException("The relay does not offer SMTPUTF8, which an address needs.");    // MailKit would send raw UTF-8
        var wire = WireMessage.Of(message, () => Reach(SmtpStage.Transferring), BeginEnd);
        var text = await SendAsync(message.Format, wire, InEnvelope(envelope.Sender, message.Format), [InEnvelope(message.Recipient, message.Format)], cancellationToken);
        return SmtpReply.From((int)SmtpStatusCode.Ok, text);
    }

    /// <summary>
    /// Leaves the message alone: its bytes are frozen, prepared for every relay when it was composed, and then signed. MailKit would encode it anew
    /// for what the relay can do, and write the headers of a signed message without UTF-8.
    /// </summary>
    protected override void Prepare(FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength)
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
    protected override Task<long> GetSizeAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) =>
        Capabilities.HasFlag(SmtpCapabilities.Size) && MaxSize > 0 && _size > MaxSize
            ? throw new SmtpCommandException(SmtpErrorCode.MessageNotAccepted, SmtpStatusCode.ExceededStorageAllocation, "5.3.4")
            : Task.FromResult(_size);

    /// <summary>
    /// An address as the envelope has it. MailKit asks for SMTPUTF8 also where only a domain is international, which the recipient's servers may not have;
    /// and MimeKit decodes punycode, but only in lower case.
    /// </summary>
    private MailboxAddress InEnvelope(MailboxAddress mailbox, FormatOptions format)
    {
        if (format.International || !mailbox.IsInternational || !Capabilities.HasFlag(SmtpCapabilities.UTF8))
            return mailbox;
        var address = mailbox.GetAddress(idnEncode: true);
        var at = address.LastIndexOf('@');
        return new MailboxAddress("", address[..at] + address[at..].Replace("xn--", "XN--", StringComparison.Ordinal));
    }

    /// <summary>All but the last byte is written. Early by what is still in our buffers, never late.</summary>
    private void BeginEnd()
    {
        _recorder.Recording = true;
        Reach(SmtpStage.AwaitingAnswer);
    }

    private void Reach(SmtpStage stage)
    {
        Stage = stage;
        _reached?.Invoke(stage);
    }
}
