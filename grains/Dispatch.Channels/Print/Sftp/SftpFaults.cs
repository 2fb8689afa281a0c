using System.Net.Sockets;
using Dispatch.Abstractions;
using Renci.SshNet.Common;

namespace Dispatch.Channels.Print.Sftp;

/// <summary>What the end of an exchange with a print service means. Pure.</summary>
internal static class SftpFaults
{
    /// <summary>Whether an exchange can end in this way without our code being wrong.</summary>
    public static bool IsExpected(Exception error) => error is SshException or SocketException or ProxyException or IOException or OperationCanceledException
        or TimeoutException or ObjectDisposedException or SftpLoginException or HostKeyException or NotSupportedException;

    /// <summary>The reason.</summary>
    /// <param name="error">How it ended.</param>
    /// <param name="isConnected">Whether the connection had been made.</param>
    /// <param name="cancelled">Whether the caller cancelled.</param>
    public static ReasonCode ReasonOf(Exception error, bool isConnected, bool cancelled) => error switch
    {
        OperationCanceledException => cancelled ? ReasonCode.Cancelled : ReasonCode.Timeout,

        // The host key is what the service shows to prove that it is the service, as a certificate is for TLS. Our own login is auth_failed.
        HostKeyException => ReasonCode.TlsFailed,
        SshAuthenticationException or SshPassPhraseNullOrEmptyException or SftpLoginException => ReasonCode.AuthFailed,
        SshOperationTimeoutException or TimeoutException or SocketException { SocketErrorCode: SocketError.TimedOut } => ReasonCode.Timeout,
        SftpPathNotFoundException => ReasonCode.ChannelUnavailable,
        SftpException => ReasonCode.PrinterStopped,    // permission denied, or the general failure that a full disk is told as
        SocketException when !isConnected => ReasonCode.ConnectRefused,
        _ => ReasonCode.ConnectionLost,
    };

    /// <summary>What a write that failed for no better reason means: a full disk is told as a general failure, and how much is free tells the two apart.</summary>
    /// <param name="freeBytes">What is free where the folder lies; none if the service does not say.</param>
    /// <param name="neededBytes">The package's size.</param>
    public static ReasonCode ReasonOfFailure(decimal? freeBytes, long neededBytes) =>
        freeBytes < neededBytes ? ReasonCode.QuotaExceeded : ReasonCode.PrinterStopped;
}
