using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Dispatch.Channels.Email.Bounces;

/// <summary>Checks what a range cannot say about <see cref="BounceOptions"/>: values that depend on each other, and files.</summary>
internal sealed class BounceOptionsRules : IValidateOptions<BounceOptions>
{
    private const int MaxLocalLength = 64;    // RFC 5321 §4.5.3.1.1

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, BounceOptions options)
    {
        var errors = FindErrors(options).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> FindErrors(BounceOptions options)
    {
        if (!Enum.IsDefined(options.Security))
            yield return $"Email:Bounces:Security is {options.Security}; use Tls, StartTls or None.";
        if (!string.IsNullOrEmpty(options.ReturnPath) && FindReturnPathError(options.ReturnPath) is { } returnPathError)
            yield return returnPathError;
        if (options.Host.Length == 0)
        {
            if (options.UserName.Length > 0 || options.PasswordFile.Length > 0)
                yield return "Email:Bounces:UserName or PasswordFile is set without Email:Bounces:Host; name the IMAP server, or remove them.";
            yield break;
        }

        if (Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
            yield return $"Email:Bounces:Host is '{options.Host}'; use a bare host name or address (the port goes into Email:Bounces:Port).";
        if (options.UserName.Length == 0)
            yield return "Email:Bounces:UserName is empty; name the user who may read the mailbox.";
        if (string.IsNullOrWhiteSpace(options.Folder))
            yield return "Email:Bounces:Folder is empty; name a folder, for example INBOX.";
        if (options.Security == EmailSecurity.None && options.Host != "localhost" && !(IPAddress.TryParse(options.Host, out var address) && IPAddress.IsLoopback(address)))
            yield return "Email:Bounces:Security is None, which would send the password readable; use Tls or StartTls.";
        if (!IsReadable(() => Secret.FromFile(options.PasswordFile)))
            yield return $"Email:Bounces:PasswordFile is '{options.PasswordFile}', which cannot be read or is empty; name a readable file whose first line is the password.";
        if (!string.IsNullOrEmpty(options.CaFile) && !IsReadable(() => RelayTrust.ReadAuthorities(options.CaFile)))
            yield return $"Email:Bounces:CaFile is '{options.CaFile}', which cannot be read as certificates; name a PEM file.";
    }

    private static string? FindReturnPathError(string address)
    {
        var at = address.LastIndexOf('@');
        if (at < 1 || at == address.Length - 1 || !address.All(c => char.IsAsciiLetterOrDigit(c) || "@.-_".Contains(c, StringComparison.Ordinal)) || !MailboxAddress.TryParse(address, out _))
            return $"Email:Bounces:ReturnPath is '{address}'; use a bare address of letters, digits, dots and hyphens, for example bounces@stadtwerke.example.";
        return at + 1 + ReturnToken.MaxLength > MaxLocalLength
            ? $"Email:Bounces:ReturnPath is '{address}'; use at most {MaxLocalLength - 1 - ReturnToken.MaxLength} characters before the @, because a token is added (RFC 5321 allows 64)."
            : null;
    }

    private static bool IsReadable(Func<object> read)
    {
        try
        {
            _ = read();
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
