using System.Net;
using System.Security.Cryptography;

namespace Dispatch.Channels.Email;

/// <summary>What is checked of every mail server that is signed in to, a relay or a mailbox's; messages name the configuration key.</summary>
internal static class MailServerRules
{
    /// <summary>Whether what goes to a host stays on this machine.</summary>
    public static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>What is wrong with a host that is given; none if nothing is.</summary>
    public static string? FindHostError(string section, string host) => Uri.CheckHostName(host) == UriHostNameType.Unknown
        ? $"{section}:Host is '{host}'; use a bare host name or address (the port goes into {section}:Port)."
        : null;

    /// <summary>What is wrong with a secret's file; none if nothing is.</summary>
    /// <param name="key">Its configuration key.</param>
    /// <param name="file">Its name.</param>
    /// <param name="what">What its first line is.</param>
    public static string? FindSecretError(string key, string file, string what)
    {
        try
        {
            _ = Secret.FromFile(file);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException)
        {
            return $"{key} is '{file}', which cannot be read or is empty; name a readable file whose first line is the {what}.";
        }
    }

    /// <summary>What is wrong with the file of a private authority; none if nothing is, or none is named.</summary>
    public static string? FindTrustError(string section, string? caFile)
    {
        if (string.IsNullOrEmpty(caFile))
            return null;

        try
        {
            return RelayTrust.ReadAuthorities(caFile).Count > 0
                ? null
                : $"{section}:CaFile is '{caFile}', which holds no certificate; name a PEM file with the authority's certificate.";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"{section}:CaFile is '{caFile}', which cannot be read as certificates; name a PEM file.";
        }
    }
}
