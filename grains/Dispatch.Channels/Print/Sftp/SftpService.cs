using Renci.SshNet;
using Renci.SshNet.Common;

namespace Dispatch.Channels.Print.Sftp;

/// <summary>A print service: where it is, how to log in, and which host key it must show.</summary>
internal sealed class SftpService(SftpAddress address, HostKeys hostKeys, PrinterOptions options)
{
    /// <summary>The longest wait for one answer while a connection is made, and for each answer that cannot be cancelled.</summary>
    private static readonly TimeSpan _answerTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Where it is.</summary>
    public SftpAddress Address => address;

    /// <summary>Connects and logs in.</summary>
    /// <exception cref="HostKeyException">It is not the service that is pinned.</exception>
    /// <exception cref="SftpLoginException">The key or password file cannot be read.</exception>
    public async Task<SftpSession> ConnectAsync(CancellationToken cancellationToken)
    {
        var client = new SftpClient(new ConnectionInfo(address.Host, address.Port, options.UserName ?? "", ReadLogin()) { Timeout = _answerTimeout })
        {
            OperationTimeout = _answerTimeout,
        };
        string? refused = null;
        client.HostKeyReceived += (_, shown) =>
        {
            shown.CanTrust = hostKeys.Contains(shown.FingerPrintSHA256);
            refused = shown.CanTrust ? null : shown.FingerPrintSHA256;
        };
        try
        {
            // Key exchange and login compute and wait for a good part of a second: not on the caller's scheduler.
            await Task.Run(() => client.ConnectAsync(cancellationToken), cancellationToken);
            return new SftpSession(client);
        }
        catch (SshException error) when (refused is not null)
        {
            client.Dispose();
            throw new HostKeyException(refused, error);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private AuthenticationMethod[] ReadLogin()
    {
        try
        {
            return SftpLogin.MethodsOf(options);
        }
        catch (Exception error) when (SftpLogin.IsUnreadable(error))
        {
            throw new SftpLoginException(error);
        }
    }
}
