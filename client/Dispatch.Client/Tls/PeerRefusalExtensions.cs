namespace Dispatch.Client.Tls;

/// <summary>The words of <see cref="PeerRefusal"/>.</summary>
internal static class PeerRefusalExtensions
{
    /// <summary>The word in logs and metrics.</summary>
    public static string ToWord(this PeerRefusal refusal) => refusal switch
    {
        PeerRefusal.CertificateUntrusted => "certificate_untrusted",
        PeerRefusal.CertificateExpired => "certificate_expired",
        PeerRefusal.CertificateUsage => "certificate_usage",
        PeerRefusal.CertificateName => "certificate_name",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
    };
}
