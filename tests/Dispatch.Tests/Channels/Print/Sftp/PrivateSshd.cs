using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Dispatch.Channels.Print;
using Dispatch.Tests.Servers;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Channels.Print.Sftp;

/// <summary>An OpenSSH server of the test's own, with keys and folders that are gone afterwards. It serves the user who runs the test.</summary>
internal sealed class PrivateSshd : IAsyncDisposable
{
    public const string Program = "/usr/sbin/sshd";

    private const string KeyProgram = "/usr/bin/ssh-keygen";

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<string> _said = new();
    private Process? _process;

    private PrivateSshd()
    {
    }

    public int Port { get; } = FreePort.Take();

    /// <summary>Where packages go.</summary>
    public string In => _folder.File("service", "in");

    /// <summary>Where receipts come from.</summary>
    public string Out => _folder.File("service", "out");

    /// <summary>Where the service moves packages that it takes.</summary>
    public string Taken => _folder.File("service", "taken");

    /// <summary>The folder for packages that are made.</summary>
    public string Work => _folder.File("work");

    public string HostKey { get; private set; } = "";

    /// <summary>The key that the server lets in.</summary>
    public string KeyFile => _folder.File("login");

    /// <summary>The same key, locked with <see cref="Passphrase"/>.</summary>
    public string LockedKeyFile => _folder.File("locked");

    public const string Passphrase = "offen-sesam";

    /// <summary>Says what is missing, or skips the test; in CI nothing may be missing.</summary>
    public static void Require()
    {
        RequiredProgram.Require(Program, "openssh-server");
        RequiredProgram.Require(KeyProgram, "openssh-client");
    }

    /// <summary>Starts one.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="sftp">The command that serves the files, with its options.</param>
    public static async Task<PrivateSshd> StartAsync(CancellationToken cancellationToken, string sftp = "internal-sftp")
    {
        var server = new PrivateSshd();
        await server.ConfigureAsync(sftp, cancellationToken);
        await server.StartAgainAsync(cancellationToken);
        return server;
    }

    /// <summary>The options of a printer at this server.</summary>
    public PrinterOptions Options(bool receipts = false, int? port = null) => new()
    {
        Uri = string.Create(CultureInfo.InvariantCulture, $"sftp://127.0.0.1:{port ?? Port}{In}"),
        UserName = Environment.UserName,
        KeyFile = KeyFile,
        HostKey = HostKey,
        ReceiptFolder = receipts ? Out : null,
    };

    /// <summary>Writes a receipt as a service should: under another name first.</summary>
    public void Answer(string name, string content)
    {
        var receipt = Path.Combine(Out, $"{name}.receipt.csv");
        File.WriteAllText($"{receipt}.part", content);
        File.Move($"{receipt}.part", receipt, overwrite: true);
    }

    /// <summary>Takes a package away, as a service does that has begun with it.</summary>
    public void Take(string name) => File.Move(Path.Combine(In, name), Path.Combine(Taken, name));

    /// <summary>How many logins it has accepted so far, as far as it has said so.</summary>
    public int LoginCount => _said.Count(line => line.StartsWith("Accepted publickey", StringComparison.Ordinal));

    /// <summary>Waits until it has told of so many logins.</summary>
    public async Task SaidAsync(int loginCount, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (LoginCount < loginCount)
            await tick.WaitForNextTickAsync(limit.Token);
    }

    /// <summary>The names in the folder for packages, hidden ones too.</summary>
    public IEnumerable<string> Names => Directory.GetFiles(In).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);

    /// <summary>Ends the server and its connections.</summary>
    public async Task StopAsync()
    {
        if (_process is not { } process)
            return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        _process = null;
    }

    /// <summary>Starts it with the same keys on the same port.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        _process = Process.Start(new ProcessStartInfo(Program, ["-D", "-e", "-f", _folder.File("sshd_config")]) { RedirectStandardError = true })!;
        _process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _process.BeginErrorReadLine();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await AnswersAsync(limit.Token))
        {
            Assert.False(_process.HasExited, "sshd ended: " + string.Join('\n', _said));
            await tick.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>Makes a key that the server does not know.</summary>
    public async Task<string> MakeStrangeKeyAsync(CancellationToken cancellationToken)
    {
        await MakeKeyAsync("strange", passphrase: "", cancellationToken);
        return _folder.File("strange");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private async Task ConfigureAsync(string sftp, CancellationToken cancellationToken)
    {
        foreach (var folder in new[] { In, Out, Taken })
            Directory.CreateDirectory(folder);
        if (Environment.UserName == "root")
            Directory.CreateDirectory("/run/sshd");    // where sshd gives up its rights; the system makes it when its own service starts
        await MakeKeyAsync("host", passphrase: "", cancellationToken);
        await MakeKeyAsync("login", passphrase: "", cancellationToken);
        File.Copy(KeyFile, LockedKeyFile);
        await RunAsync(["-p", "-q", "-P", "", "-N", Passphrase, "-f", LockedKeyFile], cancellationToken);
        HostKey = (await RunAsync(["-lf", _folder.File("host.pub")], cancellationToken)).Split(' ')[1];
        _folder.Write(
            $"""
            Port {Port.ToString(CultureInfo.InvariantCulture)}
            ListenAddress 127.0.0.1
            HostKey {_folder.File("host")}
            AuthorizedKeysFile {_folder.File("login.pub")}
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            PermitRootLogin prohibit-password
            MaxStartups 100
            Subsystem sftp {sftp}

            """,
            "sshd_config");
    }

    private Task<string> MakeKeyAsync(string name, string passphrase, CancellationToken cancellationToken) =>
        RunAsync(["-q", "-t", "ed25519", "-N", passphrase, "-f", _folder.File(name)], cancellationToken);

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<string> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(KeyProgram, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{KeyProgram} ended with {process.ExitCode}.");
    }
}
