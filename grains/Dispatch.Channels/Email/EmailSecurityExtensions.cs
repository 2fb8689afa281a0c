using MailKit.Security;

namespace Dispatch.Channels.Email;

/// <summary>How MailKit is told what protects a connection, to a relay or to a mailbox.</summary>
internal static class EmailSecurityExtensions
{
    /// <summary>The library's word; never one that would go on in the clear where TLS is wanted.</summary>
    public static SecureSocketOptions ToSocketOptions(this EmailSecurity security) => security switch
    {
        EmailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        EmailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
