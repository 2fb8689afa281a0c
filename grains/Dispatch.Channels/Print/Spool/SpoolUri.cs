namespace Dispatch.Channels.Print.Spool;

/// <summary>Reads <c>file:FOLDER</c>, where FOLDER is absolute (<c>file:/spool</c>, <c>file:///spool</c>) or relative to the spool folder.</summary>
internal static class SpoolUri
{
    private const string Prefix = "file:";

    /// <summary>Whether <paramref name="uri"/> names a folder of this machine.</summary>
    public static bool IsFolder(string uri) => uri.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        && uri.Length > Prefix.Length
        && (!IsUri(uri) || (Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.Host.Length == 0));

    /// <summary>Whether it names the whole path.</summary>
    public static bool IsAbsolute(string uri) => IsUri(uri) || Path.IsPathRooted(uri[Prefix.Length..]);

    /// <summary>The folder's full path.</summary>
    public static string ToFolder(string uri, string spoolFolder) => Path.GetFullPath(IsUri(uri)
        ? new Uri(uri).LocalPath
        : Path.Combine(spoolFolder, uri[Prefix.Length..]));

    private static bool IsUri(string uri) => uri.StartsWith("file://", StringComparison.OrdinalIgnoreCase);
}
