namespace Dispatch.Channels.Email;

/// <summary>How the connection to the relay is protected.</summary>
public enum EmailSecurity
{
    /// <summary>Starts in the clear and must switch to TLS (RFC 3207); a relay that does not offer it gets nothing. Port 587.</summary>
    StartTls = 0,

    /// <summary>TLS from the first byte (RFC 8314). Port 465.</summary>
    Tls = 1,

    /// <summary>In the clear: for a relay on the same machine or a protected network. Port 25.</summary>
    None = 2,
}
