// Long because everything that a test does to a print server stands here.
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Dispatch.Tests.Servers.Cups;

/// <summary>
/// A real CUPS of its own, on a port of its own on loopback, in a temporary folder: nothing of the system's server is touched. Its queues print
/// into folders. It can be killed and started again with the same port and jobs, run out of paper and out of disk, and ends with its process. Needs root.
/// </summary>
internal sealed class PrivateCups : IAsyncDisposable
{
    /// <summary>Who signs in where that is needed.</summary>
    public const string User = "druckerei";

    /// <summary>The password of <see cref="User"/>.</summary>
    public const string Password = "s3hr-geheim";

    private const string Server = "/usr/sbin/cupsd";
    private const string Admin = "/usr/sbin/lpadmin";
    private const string Backend = """
        #!/bin/sh
        # Prints a job into the folder of its queue. The file has its name only when it is whole.
        [ $# -eq 0 ] && exit 0
        dir="${DEVICE_URI#folder:}"
        if [ -e "$dir/.offline" ]; then
            echo "STATE: +media-empty-error" >&2
            exit 1
        fi
        echo "STATE: -media-empty-error" >&2
        if [ -n "$6" ]; then cat "$6" >"$dir/.$1.tmp"; else cat >"$dir/.$1.tmp"; fi
        while [ -e "$dir/.jam" ]; do touch "$dir/.jammed"; sleep 0.05; done
        if [ -e "$dir/.broken" ]; then exit 1; fi
        echo "$3" >"$dir/$1.name"
        mv "$dir/.$1.tmp" "$dir/$1-$$.pdf"
        """;

    private readonly CupsFolder _folder = new();
    private readonly CupsSettings _settings;
    private Process? _process;

    private PrivateCups(CupsSettings settings) => _settings = settings;

    /// <summary>What stands in the way of a private print server; null if nothing does.</summary>
    public static string? Obstacle =>
        !File.Exists(Server) ? $"{Server} does not exist: install the package cups-daemon."
        : !File.Exists(Admin) ? $"{Admin} does not exist: install the package cups-client."
        : !Environment.IsPrivilegedProcess ? "A private CUPS needs root."
        : null;

    /// <summary>Where it listens on 127.0.0.1, killed or not.</summary>
    public int Port { get; } = FreePort.Take();

    /// <summary>Where it listens for TLS.</summary>
    public int TlsPort { get; } = FreePort.Take();

    /// <summary>The server's log.</summary>
    public string Log => File.Exists(_folder.File("log", "error")) ? File.ReadAllText(_folder.File("log", "error")) : "";

    /// <summary>Says what is missing, or skips the test; in CI nothing may be missing.</summary>
    public static void Require() => Fixtures.Obstacle.SkipIfAny(Obstacle);

    /// <summary>Creates and starts one.</summary>
    public static async Task<PrivateCups> StartAsync(CancellationToken cancellationToken, CupsSettings? settings = null)
    {
        if (Obstacle is { } obstacle)
            throw new InvalidOperationException(obstacle);

        var cups = new PrivateCups(settings ?? new CupsSettings());
        try
        {
            await cups.ConfigureAsync(cancellationToken);
            await cups.StartAgainAsync(cancellationToken);
            foreach (var queue in cups._settings.Queues)
                await cups.AddQueueAsync(queue, cancellationToken);
            return cups;
        }
        catch
        {
            await cups.DisposeAsync();
            throw;
        }
    }

    /// <summary>The address of a queue; of the server without one.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="port">The port of a proxy in between; none: directly.</param>
    public string Uri(string? queue = "hall", int? port = null) =>
        string.Create(CultureInfo.InvariantCulture, $"ipp://127.0.0.1:{port ?? Port}/{(queue is null ? "" : $"printers/{queue}")}");

    /// <summary>The address of a queue for TLS.</summary>
    public string TlsUri(string queue = "hall") => string.Create(CultureInfo.InvariantCulture, $"ipps://localhost:{TlsPort}/printers/{queue}");

    /// <summary>What came out of a queue, by job id; a job that was printed twice is here twice.</summary>
    public IReadOnlyList<PrintedFile> Printed(string queue = "hall") =>
    [
        .. Directory.GetFiles(OutputOf(queue), "*.pdf")
            .Select(file => (Id: Path.GetFileName(file).Split('-')[0], File: file))
            .Select(printed => new PrintedFile(
                int.Parse(printed.Id, CultureInfo.InvariantCulture), File.ReadAllText(Path.Combine(OutputOf(queue), $"{printed.Id}.name")).TrimEnd('\n'), printed.File))
            .OrderBy(printed => printed.JobId),
    ];

    /// <summary>Waits until as many documents came out of a queue.</summary>
    public async Task<IReadOnlyList<PrintedFile>> WaitForPrintedAsync(int count, CancellationToken cancellationToken, string queue = "hall")
    {
        await WaitAsync(() => Printed(queue).Count >= count, $"{count} printed documents", cancellationToken);
        return Printed(queue);
    }

    /// <summary>Adds a queue.</summary>
    public async Task AddQueueAsync(string queue, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(OutputOf(queue));
        await RunAsync("chown", ["lp:lp", OutputOf(queue)], cancellationToken);
        await AdministerAsync(
            "lpadmin", ["-p", queue, "-E", "-v", $"folder:{OutputOf(queue)}", "-m", "raw", "-o", $"printer-error-policy={_settings.ErrorPolicy}"], cancellationToken);
    }

    /// <summary>Takes a queue away, with its jobs.</summary>
    public Task RemoveQueueAsync(string queue, CancellationToken cancellationToken) => AdministerAsync("lpadmin", ["-x", queue], cancellationToken);

    /// <summary>Stops a queue; it goes on taking jobs.</summary>
    public Task PauseAsync(CancellationToken cancellationToken, string queue = "hall") => AdministerAsync("cupsdisable", [queue], cancellationToken);

    /// <summary>Starts a queue again.</summary>
    public Task ResumeAsync(CancellationToken cancellationToken, string queue = "hall") => AdministerAsync("cupsenable", [queue], cancellationToken);

    /// <summary>Makes a queue refuse new jobs.</summary>
    public Task RejectAsync(CancellationToken cancellationToken, string queue = "hall") => AdministerAsync("cupsreject", [queue], cancellationToken);

    /// <summary>Makes a queue take jobs again.</summary>
    public Task AcceptAsync(CancellationToken cancellationToken, string queue = "hall") => AdministerAsync("cupsaccept", [queue], cancellationToken);

    /// <summary>Cancels a job, as a person at the printer does.</summary>
    public Task CancelJobAsync(int job, CancellationToken cancellationToken) =>
        AdministerAsync("cancel", [job.ToString(CultureInfo.InvariantCulture)], cancellationToken);

    /// <summary>Takes the paper out of a queue's printer, or puts it in.</summary>
    public void SetPaper(bool isThere, string queue = "hall") => Switch(queue, ".offline", !isThere);

    /// <summary>Stops a queue's printer in the middle of its next job, or lets it go on.</summary>
    public void SetJam(bool isJammed, string queue = "hall") => Switch(queue, ".jam", isJammed);

    /// <summary>Lets a queue's printer break down at its next jobs, as its error policy then says; or mends it.</summary>
    public void SetBroken(bool isBroken, string queue = "hall") => Switch(queue, ".broken", isBroken);

    /// <summary>Waits until a queue's printer stands in the middle of a job.</summary>
    public Task WaitForJamAsync(CancellationToken cancellationToken, string queue = "hall") =>
        WaitAsync(() => File.Exists(Path.Combine(OutputOf(queue), ".jammed")), "a jammed job", cancellationToken);

    /// <summary>Leaves no more room on the server's disk than for small files.</summary>
    public Task FillDiskAsync(CancellationToken cancellationToken) => LimitFilesAsync("2048:", cancellationToken);

    /// <summary>Makes room on the server's disk.</summary>
    public Task FreeDiskAsync(CancellationToken cancellationToken) => LimitFilesAsync("unlimited:", cancellationToken);

    /// <summary>Lets the server take nothing in and answer nothing, as if its machine stood still; what is sent to it is kept by the network.</summary>
    public Task StandStillAsync(CancellationToken cancellationToken) => RunAsync("kill", ["-STOP", ServerId], cancellationToken);

    /// <summary>Lets the server go on.</summary>
    public Task GoOnAsync(CancellationToken cancellationToken) => RunAsync("kill", ["-CONT", ServerId], cancellationToken);

    /// <summary>Kills the server as a power cut does.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        await RunAsync("kill", ["-KILL", ServerId], cancellationToken);
        await _process!.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Starts the server, at first or after it was killed: on the same port, with the jobs that it had saved.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        // Who writes more than a file may hold is told so instead of being ended.
        var start = $"trap '' XFSZ; echo $$ >'{_folder.File("cupsd.pid")}'; exec {Server} -f -c '{_folder.File("etc", "cupsd.conf")}' -s '{_folder.File("etc", "cups-files.conf")}'";
        string[] command = _settings.NeedsPassword ? ["unshare", "-m", "sh", "-c", $"{await LayUsersAsync(cancellationToken)} && {start}"] : ["sh", "-c", start];
        _process?.Dispose();
        _process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        await WaitAsync(IsListening, "a listening print server", cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _folder.DisposeAsync();
        _process?.Dispose();
    }

    private string ServerId => File.ReadAllText(_folder.File("cupsd.pid")).Trim();

    private string OutputOf(string queue) => _folder.File("out", queue);

    private void Switch(string queue, string name, bool isOn)
    {
        var file = Path.Combine(OutputOf(queue), name);
        if (isOn)
            File.WriteAllText(file, "");
        else
            File.Delete(file);
    }

    private bool IsListening()
    {
        if (_process!.HasExited)
            throw new InvalidOperationException($"The private print server ended at its start: {Log}");

        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task ConfigureAsync(CancellationToken cancellationToken)
    {
        var directory = _folder.Path;
        foreach (var name in new[] { "etc", "spool", "tmp", "cache", "state", "log", "out", Path.Combine("bin", "backend"), Path.Combine("bin", "filter") })
            Directory.CreateDirectory(_folder.File(name));
        File.CreateSymbolicLink(_folder.File("bin", "daemon"), "/usr/lib/cups/daemon");
        await RunAsync("chmod", ["755", directory, _folder.Write(Backend, "bin", "backend", "folder")], cancellationToken);

        _folder.Write(
            $"""
            ServerRoot {directory}/etc
            RequestRoot {directory}/spool
            TempDir {directory}/tmp
            CacheDir {directory}/cache
            StateDir {directory}/state
            ServerKeychain {directory}/ssl
            CreateSelfSignedCerts no
            AccessLog {directory}/log/access
            ErrorLog {directory}/log/error
            PageLog {directory}/log/page
            User lp
            Group lp
            SystemGroup root lpadmin
            ServerBin {directory}/bin
            DataDir /usr/share/cups

            """,
            "etc",
            "cups-files.conf");
        var listen = "";
        if (_settings.Tls is { } tls)
        {
            listen = string.Create(CultureInfo.InvariantCulture, $"SSLListen 127.0.0.1:{TlsPort}");
            _folder.Write(tls.Certificate, "ssl", "localhost.crt");
            _folder.Write(tls.Key, "ssl", "localhost.key");
        }

        var access = _settings.NeedsPassword ? "AuthType Basic\nRequire valid-user\nOrder allow,deny\nAllow 127.0.0.1" : "Order allow,deny\nAllow 127.0.0.1";
        _folder.Write(
            $"""
            Listen 127.0.0.1:{Port}
            {listen}
            ServerName localhost
            Browsing Off
            DefaultAuthType {(_settings.NeedsPassword ? "Basic" : "None")}
            DefaultEncryption Never
            LogLevel info
            MaxJobs {_settings.MaxJobs}
            PreserveJobHistory {(_settings.KeepsHistory ? "Yes" : "No")}
            PreserveJobFiles No
            JobRetryInterval 1
            DirtyCleanInterval {(_settings.SavesAtOnce ? 0 : 30)}
            <Location />
            Order allow,deny
            Allow 127.0.0.1
            </Location>
            <Policy default>
            <Limit CUPS-Add-Modify-Printer CUPS-Delete-Printer Pause-Printer Resume-Printer CUPS-Accept-Jobs CUPS-Reject-Jobs Enable-Printer Disable-Printer>
            Order allow,deny
            Allow 127.0.0.1
            </Limit>
            <Limit All>
            {access}
            </Limit>
            </Policy>

            """,
            "etc",
            "cupsd.conf");
    }

    /// <summary>Lays a user of our own over the system's, for this server alone: a mount namespace of its own ends with it.</summary>
    private async Task<string> LayUsersAsync(CancellationToken cancellationToken)
    {
        var hash = (await RunAsync("openssl", ["passwd", "-6", Password], cancellationToken)).Trim();
        var users = _folder.Write(await File.ReadAllTextAsync("/etc/passwd", cancellationToken) + $"{User}:x:4711:4711::/:/bin/sh\n", "etc", "passwd");
        var passwords = _folder.Write(await File.ReadAllTextAsync("/etc/shadow", cancellationToken) + $"{User}:{hash}:19000:0:99999:7:::\n", "etc", "shadow");
        var rules = _folder.Write("auth required pam_unix.so\naccount required pam_unix.so\n", "etc", "pam-cups");
        await RunAsync("chmod", ["600", passwords], cancellationToken);
        return $"mount --bind '{users}' /etc/passwd && mount --bind '{passwords}' /etc/shadow && mount --bind '{rules}' /etc/pam.d/cups";
    }

    private Task<string> LimitFilesAsync(string bytes, CancellationToken cancellationToken) =>
        RunAsync("prlimit", ["--pid", ServerId, $"--fsize={bytes}"], cancellationToken);

    private Task<string> AdministerAsync(string program, string[] arguments, CancellationToken cancellationToken) =>
        RunAsync(program, ["-h", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}"), .. arguments], cancellationToken);

    private static async Task WaitAsync(Func<bool> isThere, string what, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!isThere())
        {
            try
            {
                await tick.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"Waited 30 seconds for {what}.");
            }
        }
    }

    private static async Task<string> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await error}");
    }
}
