using Dispatch.Channels.Email.Dkim;
using Dispatch.Channels.Email.Templates;
using Dispatch.Channels.Options;

namespace Dispatch.Channels.Email;

/// <summary>How e-mail leaves: through a relay, or as files into the pickup folder. Section <c>Email</c>.</summary>
public sealed class EmailOptions : RelayConnectionOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Email";

    /// <summary>Several relays by name, instead of <c>Email:Host</c>: tried in their order, one that is down passed over.</summary>
    /// <value>Default: none.</value>
    public IDictionary<string, RelayOptions> Relays { get; } = new Dictionary<string, RelayOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Limits by the domain of the recipient's address, by domain; subdomains are domains of their own.</summary>
    /// <value>Default: none.</value>
    public IDictionary<string, DomainOptions> Domains { get; } = new Dictionary<string, DomainOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The most messages a minute from this process to one recipient domain that <see cref="Domains"/> does not name.</summary>
    /// <value>Default: none, no limit; 1 to 1,000,000. More waits, and counts as no attempt.</value>
    [AllowedRange("Email:DomainMessagesPerMinute", "1", "1000000")]
    public int? DomainMessagesPerMinute { get; set; }

    /// <summary>An answer to a message that takes longer than this makes the number of connections smaller.</summary>
    /// <value>Default: 10 seconds. A shorter time spares a busy relay sooner, and sends more slowly.</value>
    [AllowedRange("Email:SlowAnswer", "00:00:00.1", "00:10:00")]
    public TimeSpan SlowAnswer { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait for a free connection (at most half of it), the greeting, encryption and signing in; of each relay that is tried.</summary>
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
    /// <value>Default: none, which means as many as connections may be open to relays of one order (8 to one relay), and 256 into the pickup folder.</value>
    [AllowedRange("Email:SlotCount", "1", "1024")]
    public int? SlotCount { get; set; }

    /// <summary>When a deferred message is tried again. RFC 5321 §4.5.4.1: twice in the first hour, then every two to three hours, for four to five days.</summary>
    /// <value>Default: after 15 minutes, doubling to 3 hours, for 4 days.</value>
    public RetryOptions Retry { get; set; } = new() { FirstDelay = TimeSpan.FromMinutes(15), MaxDelay = TimeSpan.FromHours(3) };

    /// <summary>What happens when the relay took all of a message and its answer is missing.</summary>
    /// <value>Default: Resend, under the same Message-ID and marked as a possible duplicate. Hold leaves it to a person.</value>
    public UnknownRule OnUnknown { get; set; } = UnknownRule.Resend;

    /// <summary>Where messages are written while neither <c>Email:Host</c> nor <see cref="Relays"/> names a relay. The host sets it to its data folder.</summary>
    /// <value>Default: <c>email</c> in the working directory.</value>
    public string PickupFolder { get; set; } = "email";

    /// <summary>Billers' own texts.</summary>
    public EmailTemplateOptions Templates { get; set; } = new();

    /// <summary>The keys that messages are signed with (DKIM, RFC 6376), by a name of your choice; two for one domain both sign.</summary>
    /// <value>Default: none; messages are not signed here, but perhaps by the relay.</value>
    public Dictionary<string, DkimKeyOptions> Dkim { get; set; } = [];

    /// <summary>Whether messages go to a relay.</summary>
    internal bool HasRelay => Host.Length > 0 || Relays.Count > 0;

    /// <summary>The relays with their names, in the order in which they are tried.</summary>
    internal IReadOnlyList<NamedRelay> RelaysInOrder() => Host.Length > 0
        ? [new NamedRelay("smtp", 0, this)]
        : [.. Relays.Select(relay => new NamedRelay(relay.Key, relay.Value.Order, relay.Value)).OrderBy(relay => relay.Order).ThenBy(relay => relay.Name, StringComparer.Ordinal)];
}
