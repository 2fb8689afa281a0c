using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Dispatch.Channels.Email;

/// <summary>Checks what a range cannot say about <see cref="EmailOptions"/>: values that depend on each other, and files.</summary>
internal sealed class EmailOptionsRules : IValidateOptions<EmailOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, EmailOptions options)
    {
        var errors = FindErrors(options).Concat(options.Retry.FindErrors(EmailOptions.Section)).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> FindErrors(EmailOptions options)
    {
        if (!Enum.IsDefined(options.Security))
            yield return $"Email:Security is {options.Security}; use Tls, StartTls or None.";
        if (!Enum.IsDefined(options.OnUnknown))
            yield return $"Email:OnUnknown is {options.OnUnknown}; use Resend or Hold.";

        if (options.Host.Length == 0)
        {
            if (string.IsNullOrWhiteSpace(options.PickupFolder))
                yield return "Email:PickupFolder is empty; name a folder, or a relay with Email:Host.";
            yield break;
        }

        if (Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
            yield return $"Email:Host is '{options.Host}'; use a bare host name or address (the port goes into Email:Port).";
        if (FindCredentialError(options) is { } credentialError)
            yield return credentialError;
        if (FindTrustError(options) is { } trustError)
            yield return trustError;
    }

    private static string? FindCredentialError(EmailOptions options)
    {
        if (string.IsNullOrEmpty(options.UserName))
            return string.IsNullOrEmpty(options.PasswordFile) ? null : "Email:PasswordFile is set without Email:UserName; set both or neither.";
        if (string.IsNullOrEmpty(options.PasswordFile))
            return "Email:UserName is set without Email:PasswordFile; name a file whose first line is the password.";
        if (options.Security == EmailSecurity.None && !IsLoopback(options.Host))
            return "Email:Security is None, which would send the password readable; use StartTls or Tls, or no Email:UserName.";

        try
        {
            _ = Secret.FromFile(options.PasswordFile);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return $"Email:PasswordFile is '{options.PasswordFile}', which cannot be read or is empty; name a readable file whose first line is the password.";
        }
    }

    private static string? FindTrustError(EmailOptions options)
    {
        if (string.IsNullOrEmpty(options.CaFile))
            return null;

        try
        {
            return RelayTrust.ReadAuthorities(options.CaFile).Count > 0
                ? null
                : $"Email:CaFile is '{options.CaFile}', which holds no certificate; name a PEM file with the authority's certificate.";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"Email:CaFile is '{options.CaFile}', which cannot be read as certificates; name a PEM file.";
        }
    }

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
