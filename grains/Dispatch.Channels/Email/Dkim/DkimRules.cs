using Microsoft.Extensions.Options;

namespace Dispatch.Channels.Email.Dkim;

/// <summary>Tries all keys at start: one that cannot be used stops it, for unsigned mail is noticed only when it is refused.</summary>
internal sealed class DkimRules : IValidateOptions<EmailOptions>
{
    private static readonly string Mend = $"name a readable PEM file with an unencrypted private key, RSA of {DkimPrivateKey.MinRsaBits} bits or more or Ed25519";

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, EmailOptions options) => FindErrors(options).ToList() is { Count: > 0 } errors
        ? ValidateOptionsResult.Fail(errors)
        : ValidateOptionsResult.Success;

    private static IEnumerable<string> FindErrors(EmailOptions options)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, key) in options.Dkim.OrderBy(key => key.Key, StringComparer.Ordinal))
        {
            var at = $"Email:Dkim:{name}";
            if (DkimDomain.Normalize(key.Domain) is not { } domain)
                yield return $"{at}:Domain is '{key.Domain}'; use the domain that signs, for example stadtwerke.example.";
            else if (!DkimDomain.IsSelector(key.Selector))
                yield return $"{at}:Selector is '{key.Selector}'; use letters, digits, hyphens and dots, for example 2026a.";
            else if (!names.Add($"{key.Selector}._domainkey.{domain}"))
                yield return $"{at} has the domain and selector of another key; give each key a selector of its own.";
            if (FindKeyError(key.PrivateKeyFile) is { } error)
                yield return $"{at}:PrivateKeyFile is '{key.PrivateKeyFile}', which {error}; {Mend}.";
        }
    }

    private static string? FindKeyError(string path)
    {
        try
        {
            DkimPrivateKey.Read(path);
            return null;
        }
        catch (InvalidDataException error)
        {
            return error.Message;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "cannot be read";
        }
    }
}
