namespace Dispatch.Channels.Print.Sftp;

/// <summary>The host keys that a print service may show, by their SHA-256 fingerprints. Several are for a service with keys of several kinds, or that changes its key.</summary>
internal sealed class HostKeys
{
    private const string Prefix = "SHA256:";
    private const int FingerprintBytes = 32;

    private readonly HashSet<string> _fingerprints;

    private HostKeys(IEnumerable<string> fingerprints) => _fingerprints = fingerprints.ToHashSet(StringComparer.Ordinal);

    /// <summary>Reads fingerprints as <c>ssh-keygen -lf</c> prints them, separated by commas; none if one of them is no fingerprint.</summary>
    public static HostKeys? Parse(string text)
    {
        var fingerprints = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Bare).ToList();
        return fingerprints.Count > 0 && fingerprints.TrueForAll(IsFingerprint) ? new HostKeys(fingerprints) : null;
    }

    /// <summary>Whether a key with that fingerprint is one of them.</summary>
    public bool Contains(string fingerprint) => _fingerprints.Contains(Bare(fingerprint));

    private static string Bare(string fingerprint) =>
        (fingerprint.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? fingerprint[Prefix.Length..] : fingerprint).TrimEnd('=');

    private static bool IsFingerprint(string bare)
    {
        Span<byte> bytes = stackalloc byte[FingerprintBytes + 1];
        return bare.Length == 43 && Convert.TryFromBase64String(bare + "=", bytes, out var count) && count == FingerprintBytes;
    }
}
