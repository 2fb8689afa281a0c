namespace Dispatch.Channels.Email;

/// <summary>One of several relays. Section <c>Email:Relays:NAME</c>.</summary>
public sealed class RelayOptions : RelayConnectionOptions
{
    /// <summary>Relays of the lowest order are used, those of one order alike; the next order only while all of the lower ones are down.</summary>
    /// <value>Default: 0.</value>
    public int Order { get; set; }
}
