using System.Net.Sockets;
using Dispatch.Abstractions;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Dispatch.Channels.Email;

/// <summary>What the end of an SMTP exchange means (RFC 5321, RFC 3463). Pure.</summary>
internal static class SmtpOutcomes
{
    /// <summary>Whether an exchange can end in this way without our code being wrong.</summary>
    public static bool IsExpected(Exception error) => error is IOException or SocketException or OperationCanceledException or TimeoutException
        or ProtocolException or CommandException or SslHandshakeException or AuthenticationException or NotSupportedException
        or ServiceNotConnectedException or ServiceNotAuthenticatedException or ObjectDisposedException;

    /// <summary>What an exchange that did not end in success means for the message, and what it says about the relay.</summary>
    /// <param name="error">How it ended.</param>
    /// <param name="stage">What it waited for.</param>
    /// <param name="verdict">The relay's reply to the envelope or the content, if it gave one before the end.</param>
    /// <param name="cancelled">Whether the caller cancelled.</param>
    public static (AttemptOutcome Outcome, RelaySignal Signal) Of(Exception error, SmtpStage stage, SmtpReply? verdict, bool cancelled)
    {
        if ((verdict ?? ReplyOf(error)) is { } reply)
            return (Of(reply, stage), SignalOf(reply, stage));

        var reason = error switch
        {
            OperationCanceledException or SslHandshakeException { InnerException: OperationCanceledException } => cancelled ? ReasonCode.Cancelled : ReasonCode.Timeout,
            SslHandshakeException => ReasonCode.TlsFailed,
            NotSupportedException when stage == SmtpStage.Connecting => ReasonCode.TlsFailed,
            NotSupportedException when stage == SmtpStage.SigningIn => ReasonCode.AuthFailed,
            AuthenticationException or ServiceNotAuthenticatedException => ReasonCode.AuthFailed,
            TimeoutException or SocketException { SocketErrorCode: SocketError.TimedOut } => ReasonCode.Timeout,
            SocketException when stage == SmtpStage.Connecting => ReasonCode.ConnectRefused,
            _ => ReasonCode.ConnectionLost,
        };
        if (stage == SmtpStage.AwaitingAnswer)
            return (new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, reason), RelaySignal.Fault);
        if (error is NotSupportedException && stage == SmtpStage.Sender)
            return (new AttemptOutcome.Refused(ReasonCode.RecipientRefused), RelaySignal.Fine);    // an address that this relay cannot carry: no SMTPUTF8

        return (new AttemptOutcome.Deferred(reason), reason == ReasonCode.Cancelled ? RelaySignal.None : RelaySignal.Fault);
    }

    private static SmtpReply? ReplyOf(Exception error) => error switch
    {
        AuthenticationException { InnerException: SmtpCommandException refusal } => ReplyOf(refusal),
        SmtpCommandException command => SmtpReply.From((int)command.StatusCode, command.Message),
        _ => null,
    };

    /// <summary>The outcome that a reply means in a stage.</summary>
    private static AttemptOutcome Of(SmtpReply reply, SmtpStage stage) => (reply.Code / 100, stage) switch
    {
        (2, SmtpStage.AwaitingAnswer) => new AttemptOutcome.Delivered(reply.ToProof()),
        (not (4 or 5), SmtpStage.AwaitingAnswer) => new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.Other),
        _ when reply.Code == SmtpReply.Closing => new AttemptOutcome.Deferred(ReasonCode.ChannelUnavailable, reply.Codes),
        (_, SmtpStage.SigningIn) => new AttemptOutcome.Deferred(ReasonCode.AuthFailed, reply.Codes),
        (_, SmtpStage.Connecting) => new AttemptOutcome.Deferred(reply.Code == 454 ? ReasonCode.TlsFailed : ReasonCode.ChannelUnavailable, reply.Codes),
        _ when IsAboutUs(reply, stage) => new AttemptOutcome.Deferred(ReasonCode.AuthFailed, reply.Codes),
        (5, SmtpStage.Recipient) when reply.Code == 552 => new AttemptOutcome.Deferred(ReasonCode.QuotaExceeded, reply.Codes),    // RFC 5321 §4.5.3.1.10: as 452
        (4, _) => new AttemptOutcome.Deferred(Transient(reply), reply.Codes),
        (5, _) => new AttemptOutcome.Refused(Permanent(reply, stage), reply.Codes),
        _ => new AttemptOutcome.Deferred(ReasonCode.Other, reply.Codes),
    };

    /// <summary>
    /// Whether a reply says that the relay serves us not at all, or not this sender. That is the operator's to mend and no fault of the recipient's
    /// address. Relays often say so only to RCPT (Postfix: <c>smtpd_delay_reject</c>).
    /// </summary>
    private static bool IsAboutUs(SmtpReply reply, SmtpStage stage) => reply.Code is 530 or 534 or 535 or 538 || (reply.Code / 100 == 5 && (stage, Detail(reply)) switch
    {
        (SmtpStage.Sender, "2.3" or "3.4" or "6.7") => false,
        (SmtpStage.Sender, "") => reply.Code != 552,
        (SmtpStage.Sender, _) => true,
        (SmtpStage.Recipient, "1.7" or "1.8" or ['7', ..]) => true,
        _ => false,
    });

    private static RelaySignal SignalOf(SmtpReply reply, SmtpStage stage) => (reply.Code / 100, Detail(reply)) switch
    {
        _ when reply.Code == SmtpReply.Closing || stage <= SmtpStage.SigningIn || IsAboutUs(reply, stage) => RelaySignal.Fault,
        (4, ['1' or '2', ..]) => RelaySignal.Fine,
        (4, "") when stage == SmtpStage.Recipient => RelaySignal.Fine,
        (4, _) => RelaySignal.Busy,
        _ => RelaySignal.Fine,
    };

    private static ReasonCode Transient(SmtpReply reply) => (reply.Code, Detail(reply)) switch
    {
        (_, "1.1") => ReasonCode.RecipientRefused,
        (_, "2.2" or "3.1") => ReasonCode.QuotaExceeded,
        (_, "2.3" or "3.4") => ReasonCode.SizeExceeded,
        (452, "") => ReasonCode.QuotaExceeded,
        _ => ReasonCode.ChannelUnavailable,
    };

    private static ReasonCode Permanent(SmtpReply reply, SmtpStage stage) => Detail(reply) switch
    {
        "2.2" => ReasonCode.QuotaExceeded,
        "2.3" or "3.4" => ReasonCode.SizeExceeded,
        "1.7" or "1.8" => ReasonCode.ContentRefused,
        "6.7" => ReasonCode.RecipientRefused,
        ['7', ..] => ReasonCode.ContentRefused,
        ['1' or '2' or '4', ..] => ReasonCode.RecipientRefused,
        _ when reply.Code == 552 => ReasonCode.SizeExceeded,
        _ when stage == SmtpStage.Recipient => ReasonCode.RecipientRefused,
        _ => ReasonCode.ContentRefused,
    };

    /// <summary>Subject and detail of the enhanced code, without its class: relays get the class wrong, the reply code rules.</summary>
    private static string Detail(SmtpReply reply) => reply.Enhanced.Length > 2 ? reply.Enhanced[2..] : "";
}
