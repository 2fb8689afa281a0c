using Dispatch.Channels.Email;

namespace Dispatch.Channels.Print.Sftp;

/// <summary>Checks what a print service needs; messages name the configuration key, and hold nothing of an address, in which somebody may have put a password.</summary>
internal static class SftpRules
{
    /// <summary>All errors of one printer whose address begins with <c>sftp:</c>.</summary>
    public static IEnumerable<string> FindErrors(string printer, PrinterOptions options)
    {
        var section = $"Print:Printers:{printer}";
        if (!SftpAddress.TryParse(options.Uri, out _))
            yield return $"{section}:Uri is no address of a print service; use sftp://HOST:PORT/FOLDER, without user name and password.";
        if (string.IsNullOrEmpty(options.UserName))
            yield return $"{section}:UserName is empty; name who logs in.";
        if (string.IsNullOrEmpty(options.HostKey))
            yield return $"{section}:HostKey is empty; use the fingerprint that ssh-keygen -lf prints of the service's host key, as the service tells it.";
        else if (HostKeys.Parse(options.HostKey) is null)
            yield return $"{section}:HostKey is '{options.HostKey}'; use SHA256: and 43 characters, several separated by commas.";
        if (FindLoginError(section, options) is { } loginError)
            yield return loginError;
        if (options.ReceiptFolder is { } folder && (string.IsNullOrWhiteSpace(folder) || folder.AsSpan().ContainsAnyInRange('\0', '\u001f')))
            yield return $"{section}:ReceiptFolder is '{folder}'; name a folder of the service, absolute or below the folder of {section}:Uri, or leave it out.";
    }

    private static string? FindLoginError(string section, PrinterOptions options)
    {
        if (string.IsNullOrEmpty(options.KeyFile) && string.IsNullOrEmpty(options.PasswordFile))
            return $"{section}:KeyFile is empty; name the file of a private key, or {section}:PasswordFile.";
        if (!string.IsNullOrEmpty(options.PasswordFile) && MailServerRules.FindSecretError($"{section}:PasswordFile", options.PasswordFile, "password") is { } passwordError)
            return passwordError;
        return string.IsNullOrEmpty(options.KeyFile) || SftpLogin.CanRead(options)
            ? null
            : $"{section}:KeyFile is '{options.KeyFile}', which cannot be read as a private key; name a key file (OpenSSH, PEM or PuTTY), "
                + $"and in {section}:PasswordFile the file of its passphrase if it has one.";
    }
}
