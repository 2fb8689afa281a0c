using System.Diagnostics;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Servers.Mail;

/// <summary>A Postfix of its own, in a folder of its own: nothing of the system's configuration is read or changed. Needs root.</summary>
internal sealed class PrivatePostfix : IAsyncDisposable
{
    public const string Program = "/usr/sbin/postfix";

    public const string User = "dispatch";
    public const string Password = "s3hr-geheim";

    private const string PasswordProgram = "/usr/sbin/saslpasswd2";
    private const string Realm = "kunden.example";

    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority? _authority;

    private PrivatePostfix(TestAuthority? authority) => _authority = authority;

    /// <summary>Says what is missing, or skips the test; in CI nothing may be missing.</summary>
    public static void Require()
    {
        RequiredProgram.Require(Program, "postfix");
        RequiredProgram.Require(PasswordProgram, "sasl2-bin");
    }

    public int Port { get; } = FreePort.Take();

    public string MailFolder => _folder.File("mail", "anna", "Maildir", "new");

    /// <summary>The folder under which each mailbox has a Maildir.</summary>
    public string MailRoot => _folder.File("mail");

    /// <summary>Starts one: open to this machine, or with an authority's certificate only to whoever signs in over TLS.</summary>
    public static Task<PrivatePostfix> StartAsync(CancellationToken cancellationToken, TestAuthority? authority = null) => StartAsync(
        """
        virtual_mailbox_domains = kunden.example
        virtual_mailbox_maps = inline:{ { anna@kunden.example = anna/Maildir/ } { annegret.pruefstein@kunden.example = anna/Maildir/ } }

        """,
        authority,
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
        authority: null,
        cancellationToken);

    private static async Task<PrivatePostfix> StartAsync(string settings, TestAuthority? authority, CancellationToken cancellationToken)
    {
        var postfix = new PrivatePostfix(authority);
        await postfix.ConfigureAsync(settings, cancellationToken);
        await RunAsync(Program, ["-c", postfix._folder.File("etc"), "start"], cancellationToken);
        return postfix;
    }

    /// <summary>The one file in <see cref="MailFolder"/>. Postfix delivers a moment after it answered; a Maildir file is complete as soon as it has its name.</summary>
    public async Task<string> WaitForMailAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!Directory.Exists(MailFolder) || Directory.GetFiles(MailFolder).Length == 0)
            await tick.WaitForNextTickAsync(limit.Token);
        return Directory.GetFiles(MailFolder).Single();
    }

    /// <summary>Stops it, whatever it is doing, and starts it again.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await StopAsync();
        await RunAsync(Program, ["-c", _folder.File("etc"), "start"], cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    /// <summary>Its script fails where the master has ended between its looks at it; what counts is that it does not run any more.</summary>
    private async Task StopAsync()
    {
        string[] command = ["-c", _folder.File("etc")];
        if (await EndOfAsync(Program, [.. command, "stop"]) != 0 && await EndOfAsync(Program, [.. command, "status"]) == 0)
            throw new InvalidOperationException("Postfix does not stop.");
    }

    private static async Task<int> EndOfAsync(string program, string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        return process.ExitCode;
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
            {{await SecureAsync(cancellationToken)}}

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
            tlsmgr unix - - n 1000? 1 tlsmgr

            """,
            "etc",
            "master.cf");
    }

    /// <summary>Who may send: everybody here, or who signs in with a password from a database of its own (Cyrus SASL, no daemon).</summary>
    private async Task<string> SecureAsync(CancellationToken cancellationToken)
    {
        if (_authority is null)
            return "smtpd_relay_restrictions = permit_mynetworks, reject";

        var certificate = _folder.Write(_authority.ToRelayPem(), "etc", "relay.pem");
        var passwords = _folder.File("etc", "sasldb2");
        await RunAsync(PasswordProgram, ["-c", "-p", "-f", passwords, "-u", Realm, User], cancellationToken, Password);
        await RunAsync("/bin/chown", ["postfix", passwords, certificate], cancellationToken);
        _folder.Write($"pwcheck_method: auxprop\nauxprop_plugin: sasldb\nsasldb_path: {passwords}\nmech_list: PLAIN LOGIN\n", "etc", "sasl", "smtpd.conf");
        return $"""
            smtpd_tls_cert_file = {certificate}
            smtpd_tls_key_file = {certificate}
            smtpd_tls_security_level = encrypt
            smtpd_sasl_auth_enable = yes
            smtpd_sasl_type = cyrus
            smtpd_sasl_path = smtpd
            cyrus_sasl_config_path = {_folder.File("etc", "sasl")}
            smtpd_sasl_local_domain = {Realm}
            smtpd_relay_restrictions = permit_sasl_authenticated, reject
            smtpd_recipient_restrictions = permit_sasl_authenticated, reject
            """;
    }

    private static async Task<string> RunAsync(string program, string[] arguments, CancellationToken cancellationToken, string? input = null)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardInput = input is not null })!;
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? await process.StandardOutput.ReadToEndAsync(cancellationToken)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
