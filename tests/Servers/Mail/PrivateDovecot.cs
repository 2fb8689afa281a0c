using System.Diagnostics;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Servers.Mail;

/// <summary>An IMAP server of its own on the mailboxes of a <see cref="PrivatePostfix"/>, with the password <c>secret</c> for everyone. Needs root.</summary>
internal sealed class PrivateDovecot : IAsyncDisposable
{
    public const string Program = "/usr/sbin/dovecot";
    public const string Password = "secret";

    private readonly TemporaryFolder _folder = new();

    private PrivateDovecot()
    {
    }

    public int Port { get; } = FreePort.Take();

    private string ConfigurationFile => _folder.File("dovecot.conf");

    public static async Task<PrivateDovecot> StartAsync(string mailRoot, CancellationToken cancellationToken, string settings = "")
    {
        var dovecot = new PrivateDovecot();
        await RunAsync("/bin/chmod", ["755", dovecot._folder.Path], cancellationToken);
        dovecot._folder.Write(
            $$"""
            base_dir = {{dovecot._folder.Path}}/run
            state_dir = {{dovecot._folder.Path}}/state
            log_path = {{dovecot._folder.Path}}/log
            protocols = imap
            listen = 127.0.0.1
            ssl = no
            disable_plaintext_auth = no
            first_valid_uid = 1
            first_valid_gid = 1
            mail_location = maildir:{{mailRoot}}/%n/Maildir
            maildir_stat_dirs = yes
            passdb {
              driver = static
              args = password={{Password}}
            }
            userdb {
              driver = static
              args = uid=postfix gid=postfix home={{mailRoot}}/%n
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = {{dovecot.Port}}
              }
              inet_listener imaps {
                port = 0
              }
            }

            """ + settings,
            "dovecot.conf");
        await dovecot.StartAsync(cancellationToken);
        return dovecot;
    }

    /// <summary>Starts it again after <see cref="StopAsync"/>, on the same port.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => RunAsync(Program, ["-c", ConfigurationFile], cancellationToken);

    public Task StopAsync() => RunAsync("/usr/bin/doveadm", ["-c", ConfigurationFile, "stop"], CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        // The daemon keeps what it inherits: a stream of ours would never end.
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
