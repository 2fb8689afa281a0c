using Dispatch.Channels.Email.Dkim;
using Dispatch.Channels.Email.Templates;
using Dispatch.Channels.Options;

namespace Dispatch.Channels.Email;

/// <summary>How e-mail leaves: through a relay, or as files into the pickup folder. Section <c>Email</c>.</summary>
public sealed class EmailOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Email";

    /// <summary>The relay's host name or address.</summary>
    /// <value>Default: empty; messages are then written to <see cref="PickupFolder"/> and nothing is sent.</value>
    public string Host { get; set; } = "";

    /// <summary>The relay's port.</summary>
    /// <value>Default: 0, which means 587 for StartTls, 465 for Tls and 25 for None.</value>
    [AllowedRange("Email:Port", "0", "65535")]
    public int Port { get; set; }

    /// <summary>How the connection is protected. A certificate is always checked.</summary>
    /// <value>Default: StartTls.</value>
    public EmailSecurity Security { get; set; } = EmailSecurity.StartTls;

    /// <summary>The name to sign in with.</summary>
    /// <value>Default: none; the relay then accepts by network address.</value>
    public string? UserName { get; set; }

    /// <summary>A file whose first line is the password; read at start.</summary>
    /// <value>Default: none. Needed with <see cref="UserName"/>.</value>
    public string? PasswordFile { get; set; }

    /// <summary>Certificates (PEM) that are trusted instead of the system's, for a private authority.</summary>
    /// <value>Default: none; the system's trust applies.</value>
    public string? CaFile { get; set; }

    /// <summary>The longest wait for the connection, the greeting, encryption and signing in.</summary>
    /// <value>Default: 20 seconds. A longer wait finds out later that a relay is down.</value>
    [AllowedRange("Email:ConnectTimeout", "00:00:01", "00:05:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The longest time from the first command of a message to the last byte of its content.</summary>
    /// <value>Default: 40 seconds. Raise it for a slow line or a relay that delays answers.</value>
    [AllowedRange("Email:CommandTimeout", "00:00:01", "00:30:00")]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(40);

    /// <summary>How long to wait for the relay's answer to the end of data. RFC 5321 §4.5.3.2.6.</summary>
    /// <value>Default: 10 minutes. A shorter wait makes duplicates.</value>
    [AllowedRange("Email:EndOfDataTimeout", "00:01:00", "01:00:00", Because = "SMTP allows the server 10 minutes")]
    public TimeSpan EndOfDataTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an attempt into the pickup folder may take before its outcome counts as unknown.</summary>
    /// <value>Default: 30 seconds. A shorter time resolves a crash sooner.</value>
    [AllowedRange("Email:PickupTimeout", "00:00:01", "00:10:00")]
    public TimeSpan PickupTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest message, encoded (a PDF grows by a third); a larger one is refused without asking the relay.</summary>
    /// <value>Default: 25 MiB, which most mailboxes accept.</value>
    [AllowedRange("Email:MaxMessageBytes", "65536", "1073741824")]
    public long MaxMessageBytes { get; set; } = 25 * 1024 * 1024;

    /// <summary>How many messages may be under way at once in one process.</summary>
    /// <value>Default: none, which means 8 to a relay and 256 into the pickup folder. More than a relay allows makes it defer.</value>
    [AllowedRange("Email:SlotCount", "1", "1024")]
    public int? SlotCount { get; set; }

    /// <summary>When a deferred message is tried again.</summary>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>What happens when the relay took all of a message and its answer is missing.</summary>
    /// <value>Default: Resend, under the same Message-ID and marked as a possible duplicate. Hold leaves it to a person.</value>
    public UnknownRule OnUnknown { get; set; } = UnknownRule.Resend;

    /// <summary>Where messages are written while <see cref="Host"/> is empty. The host sets it to its data folder.</summary>
    /// <value>Default: <c>email</c> in the working directory.</value>
    public string PickupFolder { get; set; } = "email";

    /// <summary>Billers' own texts.</summary>
    public EmailTemplateOptions Templates { get; set; } = new();

    /// <summary>The keys that messages are signed with (DKIM, RFC 6376), by a name of your choice; two for one domain both sign.</summary>
    /// <value>Default: none; messages are not signed here, but perhaps by the relay.</value>
    public Dictionary<string, DkimKeyOptions> Dkim { get; set; } = [];

    internal int EffectivePort => (Port, Security) switch
    {
        (not 0, _) => Port,
        (_, EmailSecurity.Tls) => 465,
        (_, EmailSecurity.None) => 25,
        _ => 587,
    };
}
