namespace Dispatch.Channels.Print.Ipp;

/// <summary>Where a printer or a print server is: an <c>ipp:</c> or <c>ipps:</c> URI (RFC 3510, RFC 7472) and the HTTP URI behind it.</summary>
/// <param name="Uri">The URI as requests name it.</param>
/// <param name="Http">Where requests are posted to.</param>
internal sealed record IppAddress(string Uri, Uri Http)
{
    private const int DefaultPort = 631;

    /// <summary>Whether a destination is meant to be one.</summary>
    public static bool IsMeant(string uri) => uri.StartsWith("ipp:", StringComparison.OrdinalIgnoreCase) || uri.StartsWith("ipps:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether what is sent is encrypted.</summary>
    public bool IsSecure => Http.Scheme == System.Uri.UriSchemeHttps;

    /// <summary>Reads <c>ipp://HOST:PORT/PATH</c> or <c>ipps://…</c>; none if it is neither or names a user.</summary>
    public static IppAddress? TryParse(string uri)
    {
        if (!IsMeant(uri) || !System.Uri.TryCreate(uri, UriKind.Absolute, out var parsed)
            || parsed.Host.Length == 0 || parsed.UserInfo.Length > 0 || parsed.Query.Length > 0 || parsed.Fragment.Length > 0)
            return null;

        var port = parsed.Port > 0 ? parsed.Port : DefaultPort;
        var http = new UriBuilder(parsed.Scheme == "ipps" ? System.Uri.UriSchemeHttps : System.Uri.UriSchemeHttp, parsed.Host, port, parsed.AbsolutePath).Uri;
        return new IppAddress($"{parsed.Scheme}://{http.Host}:{port}{parsed.AbsolutePath}", http);
    }

    /// <summary>Another path at the same place; none if that is no address.</summary>
    public IppAddress? WithPath(string path) => TryParse($"{Uri[..^Http.AbsolutePath.Length]}{path}");
}
