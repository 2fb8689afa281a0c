using System.Globalization;
using System.Text.RegularExpressions;

namespace Dispatch.Channels.Email;

/// <summary>Checks the options of one relay; messages name its configuration key.</summary>
internal static partial class RelayRules
{
    /// <summary>The largest limit of a rate.</summary>
    public const int MaxMessagesPerMinute = 1_000_000;

    /// <summary>Whether a name can stand in logs, metrics and health.</summary>
    public static bool IsName(string name) => NamePattern().IsMatch(name);

    /// <summary>All errors.</summary>
    /// <param name="section">The configuration key of the relay.</param>
    /// <param name="relay">Its options.</param>
    /// <param name="isNeeded">Whether it must have a host.</param>
    public static IEnumerable<string> FindErrors(string section, RelayConnectionOptions relay, bool isNeeded = true)
    {
        if (!Enum.IsDefined(relay.Security))
            yield return $"{section}:Security is {relay.Security}; use Tls, StartTls or None.";
        if (FindRangeError($"{section}:Port", relay.Port, 0, 65535) is { } portError)
            yield return portError;
        if (FindRangeError($"{section}:MaxConnections", relay.MaxConnections, 1, 256) is { } connectionsError)
            yield return connectionsError;
        if (FindRangeError($"{section}:MessagesPerConnection", relay.MessagesPerConnection, 1, 100_000) is { } messagesError)
            yield return messagesError;
        if (relay.MessagesPerMinute is { } rate && FindRangeError($"{section}:MessagesPerMinute", rate, 1, MaxMessagesPerMinute) is { } rateError)
            yield return rateError;
        if (relay.IdleTimeout < TimeSpan.FromSeconds(1) || relay.IdleTimeout > TimeSpan.FromMinutes(5))
            yield return $"{section}:IdleTimeout is {relay.IdleTimeout}; use 00:00:01 to 00:05:00.";
        if (relay.Host.Length == 0)
        {
            if (isNeeded)
                yield return $"{section}:Host is empty; use a bare host name or address.";
            yield break;
        }

        if (MailServerRules.FindHostError(section, relay.Host) is { } hostError)
            yield return hostError;
        if (FindCredentialError(section, relay) is { } credentialError)
            yield return credentialError;
        if (MailServerRules.FindTrustError(section, relay.CaFile) is { } trustError)
            yield return trustError;
    }

    private static string? FindRangeError(string key, int value, int minimum, int maximum) => value >= minimum && value <= maximum
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{key} is {value}; use {minimum} to {maximum}.");

    private static string? FindCredentialError(string section, RelayConnectionOptions relay)
    {
        var (hasPassword, hasToken) = (!string.IsNullOrEmpty(relay.PasswordFile), !string.IsNullOrEmpty(relay.TokenFile));
        if (hasPassword && hasToken)
            return $"{section}:TokenFile is set beside {section}:PasswordFile; use one of them.";
        if (string.IsNullOrEmpty(relay.UserName))
        {
            return hasPassword || hasToken
                ? $"{section}:{(hasToken ? "TokenFile" : "PasswordFile")} is set without {section}:UserName; set both or neither."
                : null;
        }
        if (!hasPassword && !hasToken)
            return $"{section}:UserName is set without {section}:PasswordFile; name a file whose first line is the password.";
        if (relay.Security == EmailSecurity.None && !MailServerRules.IsLoopback(relay.Host))
            return $"{section}:Security is None, which would send the password readable; use StartTls or Tls, or no {section}:UserName.";

        return hasToken
            ? MailServerRules.FindSecretError($"{section}:TokenFile", relay.TokenFile!, "token")
            : MailServerRules.FindSecretError($"{section}:PasswordFile", relay.PasswordFile!, "password");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,32}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();
}
