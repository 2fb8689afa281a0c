using System.Diagnostics;

namespace Dispatch.Tests.Servers.Cups;

/// <summary>
/// The folder of one private print server, and a guard: a shell in a session of its own that waits for the end of its input, which comes when this
/// process closes it or dies in whatever way, and then kills the server and removes the folder.
/// </summary>
internal sealed class CupsFolder : IAsyncDisposable
{
    private const string Cleaning = """
        cat >/dev/null
        pid=$(cat "$0/cupsd.pid" 2>/dev/null)
        if [ -n "$pid" ] && tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF "$0/"; then
            kill -KILL "$pid"
            while [ -e "/proc/$pid/cwd" ] && [ "$(cut -d ' ' -f 3 "/proc/$pid/stat" 2>/dev/null)" != Z ]; do sleep 0.05; done
        fi
        rm -rf "$0"
        """;

    private readonly Process _guard;

    public CupsFolder()
    {
        Path = Directory.CreateTempSubdirectory("dispatch-cups-").FullName;
        _guard = Process.Start(new ProcessStartInfo("setsid", ["--wait", "sh", "-c", Cleaning, Path]) { RedirectStandardInput = true, WorkingDirectory = "/" })!;
    }

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>A path in it.</summary>
    public string File(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Writes a file in it.</summary>
    public string Write(string content, params string[] parts)
    {
        var file = File(parts);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllText(file, content);
        return file;
    }

    /// <summary>Kills the server and removes the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync();
        _guard.Dispose();
    }
}
