using System.Net;
using Microsoft.Extensions.Logging;

namespace Dispatch.Silo.Security;

internal static partial class SecurityLog
{
    [LoggerMessage(SecurityEventIds.PlaintextAllowed, LogLevel.Warning,
        "Silo:AllowPlaintext is true: whoever reaches {Address} can read every invoice and finalize any; set Silo:Tls:CertificateFile, KeyFile and CaFile")]
    public static partial void PlaintextAllowed(this ILogger logger, IPAddress address);

    [LoggerMessage(SecurityEventIds.CertificateExpires, LogLevel.Warning,
        "The certificate of Silo:Tls:CertificateFile expires at {ExpiresAt:O}; put a new one in its place and start the silo again")]
    public static partial void CertificateExpires(this ILogger logger, DateTimeOffset expiresAt);

    [LoggerMessage(SecurityEventIds.ConnectionsRefused, LogLevel.Warning,
        "Refused {Count} connections ({Port}) since the last such line: {Reason}")]
    public static partial void ConnectionsRefused(this ILogger logger, long count, string port, string reason);

    [LoggerMessage(SecurityEventIds.CallsRefused, LogLevel.Warning,
        "Refused {Count} calls of clients to {Interface}.{Method} since the last such line: it is not open to clients")]
    public static partial void CallsRefused(this ILogger logger, long count, string @interface, string method);
}
