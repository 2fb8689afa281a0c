namespace Dispatch.Tests.Channels.Email.Bounces;

/// <summary>Mails as mail systems write them, for a message to <c>anna@kunden.example</c> that returns to <see cref="ReturnPath"/>.</summary>
internal static class BounceMails
{
    public const string ReturnPath = "bounces@stadtwerke.example";
    public const string Token = "14k0123456789abcdef";
    public const string Address = "bounces+" + Token + "@stadtwerke.example";
    public const string MessageId = "0f1e2d3c4b5a69788796a5b4c3d2e1f0@stadtwerke.example";
    public const string DispatchName = "2026-10-0001~d1";

    private const string Returned = $"""
        From: Stadtwerke <rechnung@stadtwerke.example>
        To: Anna <anna@kunden.example>
        Subject: Rechnung 2026-10-0001
        Message-Id: <{MessageId}>
        Auto-Submitted: auto-generated
        X-Dispatch-Id: {DispatchName}
        """;

    /// <summary>Postfix: <c>multipart/report</c> with the returned headers.</summary>
    public static string Report(
        string action = "failed",
        string status = "5.1.1",
        string diagnostic = "X-Postfix; unknown user: \"anna\"",
        string to = Address,
        string envelopeId = "",
        string returnedType = "text/rfc822-headers",
        string returned = Returned) => $"""
        Return-Path: <>
        X-Original-To: {to}
        Delivered-To: bounces@stadtwerke.example
        Date: Thu, 1 Oct 2026 08:00:00 +0200 (CEST)
        From: MAILER-DAEMON@mx.kunden.example (Mail Delivery System)
        Subject: Undelivered Mail Returned to Sender
        To: {to}
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="B0.1/mx.kunden.example"

        This is a MIME-encapsulated message.

        --B0.1/mx.kunden.example
        Content-Description: Notification
        Content-Type: text/plain; charset=us-ascii

        This is the mail system at host mx.kunden.example.

        <anna@kunden.example>: unknown user: "anna"

        --B0.1/mx.kunden.example
        Content-Description: Delivery report
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.kunden.example
        X-Postfix-Queue-ID: 4F2A1B{(envelopeId.Length > 0 ? "\nOriginal-Envelope-Id: " + envelopeId : "")}
        Arrival-Date: Thu, 1 Oct 2026 07:59:59 +0200 (CEST)

        Final-Recipient: rfc822; anna@kunden.example
        Original-Recipient: rfc822;anna@kunden.example
        Action: {action}
        Status: {status}
        Diagnostic-Code: {diagnostic}

        --B0.1/mx.kunden.example
        Content-Description: Undelivered Message Headers
        Content-Type: {returnedType}

        {returned}

        --B0.1/mx.kunden.example--
        """;

    /// <summary>Exim: text for people and the header <c>X-Failed-Recipients</c>.</summary>
    public const string Exim = $"""
        Return-path: <>
        Envelope-to: {Address}
        X-Failed-Recipients: anna@kunden.example
        Auto-Submitted: auto-replied
        From: Mail Delivery System <Mailer-Daemon@mx.kunden.example>
        To: {Address}
        Subject: Mail delivery failed: returning message to sender
        Date: Thu, 01 Oct 2026 08:00:00 +0200

        This message was created automatically by mail delivery software (Exim 4.96.1).

        A message that you sent could not be delivered to one or more of its
        recipients. This is a permanent error. The following address(es) failed:

          anna@kunden.example
            host mx.kunden.example [192.0.2.25]
            SMTP error from remote mail server after RCPT TO:<anna@kunden.example>:
            550 5.1.1 <anna@kunden.example>: Recipient address rejected: User unknown

        ------ This is a copy of the message, including all the headers. ------

        {Returned}

        Guten Tag, 550 5.7.1 steht hier nur zum Schein.
        """;

    public const string EximDelay = $"""
        Return-path: <>
        Auto-Submitted: auto-replied
        From: Mail Delivery System <Mailer-Daemon@mx.kunden.example>
        To: {Address}
        Subject: Warning: message 1pKx2N-0001aB-2C delayed 24 hours

        This message was created automatically by mail delivery software.
        A message that you sent has not yet been delivered to one or more of its
        recipients after more than 24 hours on the queue on mx.kunden.example.
        No action is required on your part. Delivery attempts will continue.
        """;

    public const string Qmail = $"""
        Return-Path: <>
        From: MAILER-DAEMON@mail.kunden.example
        To: {Address}
        Subject: failure notice

        Hi. This is the qmail-send program at mail.kunden.example.
        I'm afraid I wasn't able to deliver your message to the following addresses.
        This is a permanent error; I've given up. Sorry it didn't work out.

        <anna@kunden.example>:
        Sorry, no mailbox here by that name. (#5.1.1)

        --- Below this line is a copy of the message.

        Return-Path: <{Address}>
        {Returned}

        Text.
        """;

    public const string QmailWithoutCode = $"""
        From: MAILER-DAEMON@mail.kunden.example
        To: {Address}
        Subject: failure notice

        Hi. This is the qmail-send program at mail.kunden.example.
        I'm afraid I wasn't able to deliver your message to the following addresses.

        <anna@kunden.example>:
        I couldn't reach that person.
        """;

    /// <summary>Exchange as text for people, without a report.</summary>
    public const string Exchange = $"""
        From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@kunden.example>
        To: {Address}
        Subject: Undeliverable: Rechnung 2026-10-0001
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: base64

        {ExchangeHtml}
        """;

    /// <summary>Delivery has failed… Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'…, in base64.</summary>
    private const string ExchangeHtml =
        "PGh0bWw+PGJvZHk+PHA+RGVsaXZlcnkgaGFzIGZhaWxlZCB0byB0aGVzZSByZWNpcGllbnRzOjwvcD48cD5SZW1vdGUgU2VydmVyIHJldHVybmVkICc1NTAgNS4xLjEwIFJFU09MVkVSLkFEUi5SZWNpcGllbnROb3RGb3VuZCc8L3A+PC9ib2R5PjwvaHRtbD4=";

    public static string Plain(string line, string subject = "Mail delivery failed", string from = "postmaster@kunden.example") => $"""
        From: {from}
        To: {Address}
        Subject: {subject}

        Your message could not be delivered.
        {line}
        """;

    /// <summary>Somebody is away: sent to the return path, as RFC 3834 wants it, with a number that looks like a code.</summary>
    public const string Vacation = $"""
        Return-Path: <>
        From: Anna <anna@kunden.example>
        To: {Address}
        Subject: Abwesend: Rechnung 2026-10-0001
        Auto-Submitted: auto-replied (vacation)
        In-Reply-To: <{MessageId}>

        Ich bin bis Montag weg. Telefon 550 5.1.1 oder 044 550 12 34.
        """;

    public const string OldVacation = $"""
        From: Anna <anna@kunden.example>
        To: {Address}
        Subject: Out of office
        Precedence: bulk

        I am away.
        """;

    /// <summary>A report that the message was read (RFC 8098).</summary>
    public const string ReadReport = $"""
        From: Anna <anna@kunden.example>
        To: {Address}
        Subject: Gelesen: Rechnung
        Content-Type: multipart/report; report-type=disposition-notification; boundary=b

        --b
        Content-Type: text/plain

        Die Nachricht wurde angezeigt.
        --b
        Content-Type: message/disposition-notification

        Final-Recipient: rfc822;anna@kunden.example
        Original-Message-ID: <{MessageId}>
        Disposition: manual-action/MDN-sent-manually; displayed

        --b--
        """;

    public const string Challenge = $"""
        Return-Path: <>
        From: Spamschutz <schutz@kunden.example>
        To: {Address}
        Subject: Bitte bestätigen Sie Ihre Nachricht

        Klicken Sie hier, damit Ihre Nachricht zugestellt wird.
        """;

    public const string Person = $"""
        From: Anna <anna@kunden.example>
        To: rechnung@stadtwerke.example
        Subject: Frage zur Rechnung

        Warum 550 Franken?
        """;
}
