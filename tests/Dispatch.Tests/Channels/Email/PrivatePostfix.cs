using System.Diagnostics;

namespace Dispatch.Tests.Channels.Email;

/// <summary>A Postfix of its own, in a folder of its own: nothing of the system's configuration is read or changed. Needs root.</summary>
internal sealed class PrivatePostfix : IAsyncDisposable
{
    public const string Program = "/usr/sbin/postfix";

    private readonly TemporaryFolder _folder = new();

    private PrivatePostfix()
    {
    }

    public int Port { get; } = AcceptingRelay.FreePort();

    public string MailFolder => _folder.File("mail", "anna", "Maildir", "new");

    /// <summary>The folder under which each mailbox has a Maildir.</summary>
    public string MailRoot => _folder.File("mail");

    public static Task<PrivatePostfix> StartAsync(CancellationToken cancellationToken) => StartAsync(
        """
        virtual_mailbox_domains = kunden.example
        virtual_mailbox_maps = inline:{ { anna@kunden.example = anna/Maildir/ } }

        """,
        cancellationToken);

    /// <summary>
    /// Starts one that takes every address and reports afterwards that it could not deliver. Reports to <c>bounces@stadtwerke.example</c>, with
    /// whatever stands after a plus, and to <c>rechnung@stadtwerke.example</c> go into the mailbox <c>bounces</c>.
    /// </summary>
    public static Task<PrivatePostfix> StartBouncingAsync(CancellationToken cancellationToken) => StartAsync(
        """
        smtpd_reject_unlisted_recipient = no
        virtual_mailbox_domains = kunden.example, stadtwerke.example
        virtual_mailbox_maps = inline:{ { anna@kunden.example = anna/Maildir/ } { bounces@stadtwerke.example = bounces/Maildir/ } { rechnung@stadtwerke.example = bounces/Maildir/ } }
        recipient_delimiter = +

        """,
        cancellationToken);

    private static async Task<PrivatePostfix> StartAsync(string settings, CancellationToken cancellationToken)
    {
        var postfix = new PrivatePostfix();
        await postfix.ConfigureAsync(settings, cancellationToken);
        await RunAsync(Program, ["-c", postfix._folder.File("etc"), "start"], cancellationToken);
        return postfix;
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync(Program, ["-c", _folder.File("etc"), "stop"], CancellationToken.None);
        _folder.Dispose();
    }

    private async Task ConfigureAsync(string settings, CancellationToken cancellationToken)
    {
        var directory = _folder.Path;
        var user = (await RunAsync("/usr/bin/id", ["-u", "postfix"], cancellationToken)).Trim();
        var group = (await RunAsync("/usr/bin/id", ["-g", "postfix"], cancellationToken)).Trim();
        foreach (var name in new[] { "spool", "data", "mail", "etc" })
            Directory.CreateDirectory(_folder.File(name));
        await RunAsync("/bin/chmod", ["755", directory], cancellationToken);
        await RunAsync("/bin/chown", ["postfix", _folder.File("data"), _folder.File("mail")], cancellationToken);

        _folder.Write(
            $$"""
            compatibility_level = 3.6
            queue_directory = {{directory}}/spool
            data_directory = {{directory}}/data
            command_directory = /usr/sbin
            daemon_directory = /usr/lib/postfix/sbin
            mail_owner = postfix
            setgid_group = postdrop
            maillog_file = {{directory}}/mail.log
            maillog_file_prefixes = {{directory}}
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            myhostname = mx.kunden.example
            mydestination =
            mynetworks = 127.0.0.0/8
            alias_maps =
            default_transport = error:5.1.2 no delivery outside
            relay_transport = error:5.1.2 no relay
            virtual_mailbox_base = {{directory}}/mail
            virtual_minimum_uid = 1
            virtual_uid_maps = static:{{user}}
            virtual_gid_maps = static:{{group}}
            virtual_mailbox_limit = 0
            smtpd_relay_restrictions = permit_mynetworks, reject

            """ + settings,
            "etc",
            "main.cf");
        _folder.Write(
            $"""
            127.0.0.1:{Port} inet n - n - - smtpd
            pickup unix n - n 60 1 pickup
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            verify unix - - n - 1 verify
            proxymap unix - - n - - proxymap
            error unix - - n - - error
            retry unix - - n - - error
            virtual unix - n n - - virtual
            anvil unix - - n - 1 anvil
            postlog unix-dgram n - n - 1 postlogd

            """,
            "etc",
            "master.cf");
    }

    private static async Task<string> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? await process.StandardOutput.ReadToEndAsync(cancellationToken)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
