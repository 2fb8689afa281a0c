using Dispatch.Channels.Options;

namespace Dispatch.Channels.Email.Bounces;

/// <summary>Where messages that could not be delivered come back to, and how they are read. Section <c>Email:Bounces</c>.</summary>
public sealed class BounceOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Email:Bounces";

    /// <summary>The address that messages come back to: <c>bounces@stadtwerke.example</c> makes each message's envelope sender <c>bounces+TOKEN@stadtwerke.example</c>.</summary>
    /// <value>Default: none; the biller's address stays the envelope sender. The mail system must deliver addresses with <c>+</c> into the same mailbox.</value>
    public string? ReturnPath { get; set; }

    /// <summary>The IMAP server of the mailbox that bounces arrive in.</summary>
    /// <value>Default: empty; bounces are not read.</value>
    public string Host { get; set; } = "";

    /// <summary>The server's port.</summary>
    /// <value>Default: 0, which means 993 for Tls and 143 for StartTls and None.</value>
    [AllowedRange("Email:Bounces:Port", "0", "65535")]
    public int Port { get; set; }

    /// <summary>How the connection is protected. A certificate is always checked.</summary>
    /// <value>Default: Tls.</value>
    public EmailSecurity Security { get; set; } = EmailSecurity.Tls;

    /// <summary>The name to sign in with.</summary>
    public string UserName { get; set; } = "";

    /// <summary>A file whose first line is the password; read at each sign-in, so that it can be changed.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>Certificates (PEM) that are trusted instead of the system's, for a private authority.</summary>
    /// <value>Default: none; the system's trust applies.</value>
    public string? CaFile { get; set; }

    /// <summary>The folder that is read. Nothing in it is changed, moved or marked.</summary>
    /// <value>Default: INBOX.</value>
    public string Folder { get; set; } = "INBOX";

    /// <summary>How often a server is asked that does not say by itself when something arrives (IDLE, RFC 2177).</summary>
    /// <value>Default: 1 minute.</value>
    [AllowedRange("Email:Bounces:PollPeriod", "00:00:01", "01:00:00")]
    public TimeSpan PollPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How much of a message is read; a report stands at its beginning.</summary>
    /// <value>Default: 1 MiB.</value>
    [AllowedRange("Email:Bounces:MaxMessageBytes", "16384", "67108864")]
    public int MaxMessageBytes { get; set; } = 1024 * 1024;

    /// <summary>The longest wait for the connection, for signing in and for each answer.</summary>
    /// <value>Default: 1 minute.</value>
    [AllowedRange("Email:Bounces:Timeout", "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    internal int EffectivePort => Port != 0 ? Port : Security == EmailSecurity.Tls ? 993 : 143;
}
