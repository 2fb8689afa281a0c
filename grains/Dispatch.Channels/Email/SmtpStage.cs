namespace Dispatch.Channels.Email;

/// <summary>What an SMTP exchange waits for. Only in the last stage can the relay have taken the message without our knowing.</summary>
internal enum SmtpStage
{
    /// <summary>Connection, greeting, EHLO, STARTTLS.</summary>
    Connecting = 0,

    /// <summary>AUTH.</summary>
    SigningIn = 1,

    /// <summary>The answer to MAIL.</summary>
    Sender = 2,

    /// <summary>The answer to RCPT.</summary>
    Recipient = 3,

    /// <summary>The answer to DATA.</summary>
    Data = 4,

    /// <summary>Content is on its way. A relay discards what has no end of data (RFC 5321 §4.1.1.4), so nothing is delivered yet.</summary>
    Transferring = 5,

    /// <summary>All content was written; the end of data is out or about to be.</summary>
    AwaitingAnswer = 6,
}
