namespace Dispatch.Silo.Security;

/// <summary>All log event ids of the silo's security; a retired id stays listed.</summary>
internal static class SecurityEventIds
{
    public const int PlaintextAllowed = 4000;
    public const int CertificateExpires = 4001;
    public const int ConnectionsRefused = 4002;
    public const int CallsRefused = 4003;
}
