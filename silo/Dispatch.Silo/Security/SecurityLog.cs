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

    [LoggerMessage(SecurityEventIds.PeersRefused, LogLevel.Warning,
        "Refused {Count} connections on the {Port} port since the last such line: {Reason}")]
    public static partial void PeersRefused(this ILogger logger, long count, string port, string reason);

    [LoggerMessage(SecurityEventIds.CallsRefused, LogLevel.Warning,
        "Refused {Count} calls of clients to {Interface}.{Method} since the last such line: it is not open to clients")]
    public static partial void CallsRefused(this ILogger logger, long count, string @interface, string method);

    [LoggerMessage(SecurityEventIds.SendersRefused, LogLevel.Warning,
        "Closed {Count} connections of clients since the last such line that spoke as somebody else or not by the protocol")]
    public static partial void SendersRefused(this ILogger logger, long count);
}
