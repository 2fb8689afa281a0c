using Renci.SshNet;
using Renci.SshNet.Common;

namespace Dispatch.Channels.Print.Sftp;

/// <summary>Who logs in to a print service, and with what. Files are read at each login, so that a key or password can be changed while the engine runs.</summary>
internal static class SftpLogin
{
    /// <summary>The ways to log in: with the key file, whose passphrase is in the password file, else with the password.</summary>
    public static AuthenticationMethod[] MethodsOf(PrinterOptions options)
    {
        var user = options.UserName ?? "";
        if (!string.IsNullOrEmpty(options.KeyFile))
            return [new PrivateKeyAuthenticationMethod(user, ReadKey(options))];

        var password = Secret.FromFile(options.PasswordFile ?? "");
        var questions = new KeyboardInteractiveAuthenticationMethod(user);
        questions.AuthenticationPrompt += (_, asked) =>
        {
            // Some servers ask for the password instead of taking it.
            foreach (var prompt in asked.Prompts.Where(prompt => !prompt.IsEchoed))
                prompt.Response = password.Reveal();
        };
        return [new PasswordAuthenticationMethod(user, password.Reveal()), questions];
    }

    /// <summary>Whether the key file is one, and its passphrase the right one.</summary>
    public static bool CanRead(PrinterOptions options)
    {
        try
        {
            ReadKey(options).Dispose();
            return true;
        }
        catch (Exception error) when (IsUnreadable(error))
        {
            return false;
        }
    }

    /// <summary>Whether <paramref name="error"/> says that a key or password file cannot be used.</summary>
    public static bool IsUnreadable(Exception error) => error is IOException or UnauthorizedAccessException or InvalidDataException or SshException
        or FormatException or ArgumentException or NotSupportedException or System.Security.Cryptography.CryptographicException or InvalidOperationException;

    private static PrivateKeyFile ReadKey(PrinterOptions options) => string.IsNullOrEmpty(options.PasswordFile)
        ? new PrivateKeyFile(options.KeyFile!)
        : new PrivateKeyFile(options.KeyFile!, Secret.FromFile(options.PasswordFile).Reveal());
}
