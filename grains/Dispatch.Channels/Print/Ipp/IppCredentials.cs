using System.Net;
using Dispatch.Channels.Email;

namespace Dispatch.Channels.Print.Ipp;

/// <summary>
/// The user's password, read anew whenever a server asks for it, so that a changed file needs no restart. In the clear (Basic) it goes only where
/// nobody can read it on the way; Digest shows it nowhere.
/// </summary>
internal sealed class IppCredentials(IppConnectionOptions options) : ICredentials
{
    /// <inheritdoc/>
    public NetworkCredential? GetCredential(Uri uri, string authType)
    {
        var isSafe = options.Address.IsSecure || MailServerRules.IsLoopback(options.Address.Http.Host);
        if (!authType.Equals("Digest", StringComparison.OrdinalIgnoreCase) && !(isSafe && authType.Equals("Basic", StringComparison.OrdinalIgnoreCase)))
            return null;

        try
        {
            return new NetworkCredential(options.UserName, Secret.FromFile(options.PasswordFile!).Reveal());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;    // the server's refusal then says that we could not sign in
        }
    }
}
