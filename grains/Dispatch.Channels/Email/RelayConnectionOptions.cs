namespace Dispatch.Channels.Email;

/// <summary>How a relay is reached and what it may be asked to do.</summary>
public abstract class RelayConnectionOptions
{
    /// <summary>The relay's host name or address.</summary>
    /// <value>Default: empty. Without any relay, messages are written to the pickup folder and nothing is sent.</value>
    public string Host { get; set; } = "";

    /// <summary>The relay's port.</summary>
    /// <value>Default: 0, which means 587 for StartTls, 465 for Tls and 25 for None.</value>
    public int Port { get; set; }

    /// <summary>How the connection is protected. A certificate is always checked.</summary>
    /// <value>Default: StartTls.</value>
    public EmailSecurity Security { get; set; } = EmailSecurity.StartTls;

    /// <summary>The name to sign in with.</summary>
    /// <value>Default: none; the relay then accepts by network address.</value>
    public string? UserName { get; set; }

    /// <summary>A file whose first line is the password; read for every connection, so a changed one needs no restart.</summary>
    /// <value>Default: none. <see cref="UserName"/> needs it or <see cref="TokenFile"/>.</value>
    public string? PasswordFile { get; set; }

    /// <summary>A file whose first line is an access token for XOAUTH2; read for every connection. Something else must renew it.</summary>
    /// <value>Default: none. Not together with <see cref="PasswordFile"/>.</value>
    public string? TokenFile { get; set; }

    /// <summary>Certificates (PEM) that are trusted instead of the system's, for a private authority.</summary>
    /// <value>Default: none; the system's trust applies.</value>
    public string? CaFile { get; set; }

    /// <summary>The most connections of this process to the relay; how many are used adapts below it.</summary>
    /// <value>Default: 8; 1 to 256. More than the relay allows makes it defer.</value>
    public int MaxConnections { get; set; } = 8;

    /// <summary>How many messages go over one connection before it is closed.</summary>
    /// <value>Default: 200; 1 to 100,000. A relay behind a load balancer is spread better by fewer.</value>
    public int MessagesPerConnection { get; set; } = 200;

    /// <summary>How long an unused connection stays open.</summary>
    /// <value>Default: 30 seconds; 1 second to 5 minutes. Longer than the relay keeps it makes useless connections.</value>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The most messages a minute from this process to the relay.</summary>
    /// <value>Default: none, no limit; 1 to 1,000,000. More waits, and counts as no attempt.</value>
    public int? MessagesPerMinute { get; set; }

    /// <summary>Whether a relay that offers CHUNKING (RFC 3030) gets messages by BDAT.</summary>
    /// <value>Default: true. Off for a relay that offers it and cannot do it.</value>
    public bool Chunking { get; set; } = true;

    internal int EffectivePort => (Port, Security) switch
    {
        (not 0, _) => Port,
        (_, EmailSecurity.Tls) => 465,
        (_, EmailSecurity.None) => 25,
        _ => 587,
    };
}
