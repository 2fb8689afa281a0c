namespace Dispatch.Channels.Email;

/// <summary>What one recipient domain may be asked to take. Section <c>Email:Domains:NAME</c>.</summary>
public sealed class DomainOptions
{
    /// <summary>The most messages a minute from this process.</summary>
    /// <value>Needed; 1 to 1,000,000. More waits, and counts as no attempt.</value>
    public int MessagesPerMinute { get; set; }
}
