using MailKit.Security;

namespace Dispatch.Channels.Email;

/// <summary>Signs a connection in, by a password (the safest mechanism that the relay offers, of which all have PLAIN or LOGIN) or an access token (XOAUTH2).</summary>
internal static class RelayCredentials
{
    /// <summary>Signs in as the options say; does nothing without a user name.</summary>
    public static async Task SignInAsync(this SmtpRelayClient client, RelayConnectionOptions options, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(options.UserName))
            return;

        client.BeginSignIn();
        if (string.IsNullOrEmpty(options.TokenFile))
            await client.AuthenticateAsync(options.UserName, Read(options.PasswordFile!).Reveal(), cancellationToken);
        else
            await client.AuthenticateAsync(new SaslMechanismOAuth2(options.UserName, Read(options.TokenFile).Reveal()), cancellationToken);
    }

    private static Secret Read(string file)
    {
        try
        {
            return Secret.FromFile(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new AuthenticationException("The file of the password or token cannot be read.", error);
        }
    }
}
