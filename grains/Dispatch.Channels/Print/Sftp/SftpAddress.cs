using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Dispatch.Channels.Print.Sftp;

/// <summary>
/// Reads <c>sftp://HOST:PORT/FOLDER</c>: the folder is absolute on the service, and <c>sftp://HOST/~/FOLDER</c> lies below the folder that the login
/// begins in. The address holds no credentials: those have options of their own.
/// </summary>
/// <param name="Host">The service's name or address.</param>
/// <param name="Port">Its port, 22 where none is named.</param>
/// <param name="Folder">The folder for packages, without a slash at its end (but for the root).</param>
internal sealed record SftpAddress(string Host, int Port, string Folder)
{
    private const string Prefix = "sftp:";
    private const int UsualPort = 22;

    /// <summary>Whether <paramref name="uri"/> is meant for this printer, well-formed or not.</summary>
    public static bool IsMeant(string uri) => uri.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads an address.</summary>
    public static bool TryParse(string uri, [NotNullWhen(true)] out SftpAddress? address)
    {
        address = null;
        if (!IsMeant(uri) || !Uri.TryCreate(uri, UriKind.Absolute, out var parsed) || parsed.Host.Length == 0
            || parsed.UserInfo.Length > 0 || parsed.Query.Length > 0 || parsed.Fragment.Length > 0)
        {
            return false;
        }

        var path = Uri.UnescapeDataString(parsed.AbsolutePath);
        if (path.AsSpan().ContainsAnyInRange('\0', '\u001f'))
            return false;
        address = new SftpAddress(parsed.IdnHost.Trim('[', ']'), parsed.Port > 0 ? parsed.Port : UsualPort, FolderOf(path));
        return true;
    }

    /// <summary>The path of a file or folder, taken from <see cref="Folder"/> unless it is absolute.</summary>
    public string PathOf(string name) => name.StartsWith('/') ? name : Folder == "/" ? $"/{name}" : $"{Folder}/{name}";

    /// <inheritdoc/>
    public override string ToString()
    {
        var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        return string.Create(CultureInfo.InvariantCulture, $"sftp://{host}:{Port}{(Folder.StartsWith('/') ? "" : "/~/")}{(Folder == "." ? "" : Folder)}");
    }

    private static string FolderOf(string path)
    {
        if (path is "/~" or "/~/")
            return ".";
        var folder = path.StartsWith("/~/", StringComparison.Ordinal) ? path[3..] : path;
        return folder.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/";
    }
}
