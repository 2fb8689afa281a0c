using Dispatch.Channels.Email;

namespace Dispatch.Channels.Print.Ipp;

/// <summary>Checks how a printer or print server is reached by IPP; messages name the configuration key, and of the URI nothing, which can contain a password.</summary>
internal static class IppRules
{
    /// <summary>All errors.</summary>
    /// <param name="section">The configuration key.</param>
    /// <param name="uri">The destination.</param>
    /// <param name="userName">Who signs in.</param>
    /// <param name="passwordFile">The file with the password.</param>
    /// <param name="caFile">The certificates that the printer's must come from.</param>
    public static IEnumerable<string> FindErrors(string section, string uri, string? userName, string? passwordFile, string? caFile)
    {
        if (Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.UserInfo.Length > 0)
            yield return $"{section}:Uri names a user or a password; use {section}:UserName and {section}:PasswordFile.";
        else if (IppAddress.TryParse(uri) is null)
            yield return $"{section}:Uri is no address of a printer; use ipp://HOST:PORT/PATH or ipps://HOST:PORT/PATH.";

        var (hasUser, hasPassword) = (!string.IsNullOrEmpty(userName), !string.IsNullOrEmpty(passwordFile));
        if (hasUser && !hasPassword)
            yield return $"{section}:UserName is set without {section}:PasswordFile; name a file whose first line is the password.";
        else if (hasPassword && !hasUser)
            yield return $"{section}:PasswordFile is set without {section}:UserName; set both or neither.";
        else if (hasPassword && MailServerRules.FindSecretError($"{section}:PasswordFile", passwordFile!, "password") is { } secretError)
            yield return secretError;

        if (MailServerRules.FindTrustError(section, caFile) is { } trustError)
            yield return trustError;
    }
}
