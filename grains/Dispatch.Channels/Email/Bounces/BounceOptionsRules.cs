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

        if (MailServerRules.FindHostError(BounceOptions.Section, options.Host) is { } hostError)
            yield return hostError;
        if (options.UserName.Length == 0)
            yield return "Email:Bounces:UserName is empty; name the user who may read the mailbox.";
        if (string.IsNullOrWhiteSpace(options.Folder))
            yield return "Email:Bounces:Folder is empty; name a folder, for example INBOX.";
        if (options.Security == EmailSecurity.None && !MailServerRules.IsLoopback(options.Host))
            yield return "Email:Bounces:Security is None, which would send the password readable; use Tls or StartTls.";
        if (MailServerRules.FindSecretError($"{BounceOptions.Section}:PasswordFile", options.PasswordFile, "password") is { } passwordError)
            yield return passwordError;
        if (MailServerRules.FindTrustError(BounceOptions.Section, options.CaFile) is { } trustError)
            yield return trustError;
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
}
