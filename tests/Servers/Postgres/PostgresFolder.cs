using System.Diagnostics;

namespace Dispatch.Tests.Servers.Postgres;

/// <summary>
/// The folder of one private server, and a guard: a shell in a session of its own that waits for the end of its input, which comes
/// when this process closes it or dies in whatever way, and then stops the server and removes the folder. Should even the guard be
/// killed, the next run finds that nobody holds the lock any more and does the same.
/// </summary>
internal sealed class PostgresFolder : IAsyncDisposable
{
    private const string Prefix = "dispatch-postgres-";
    private const string LockFile = "owner.lock";

    private const string Cleaning = """
        pid=$(head -n 1 "$0/data/postmaster.pid" 2>/dev/null)
        if [ -n "$pid" ] && [ "$(readlink "/proc/$pid/cwd")" = "$0/data" ]; then
            kill -QUIT "$pid"
            while [ -e "/proc/$pid/cwd" ]; do sleep 0.05; done
        fi
        rm -rf "$0"
        """;

    private readonly FileStream _lock;
    private readonly Process _guard;

    private PostgresFolder(string path)
    {
        Path = path;
        _lock = Hold(path, FileMode.CreateNew);
        _guard = Run(path, $"cat >/dev/null\n{Cleaning}");
    }

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>The data directory of the server.</summary>
    public string Data => System.IO.Path.Combine(Path, "data");

    /// <summary>Creates a folder, after removing what killed runs have left.</summary>
    public static async Task<PostgresFolder> CreateAsync()
    {
        await RemoveStaleAsync();
        return new PostgresFolder(Directory.CreateTempSubdirectory(Prefix).FullName);
    }

    /// <summary>Stops the server, however far it is, and removes the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync();
        _guard.Dispose();
        await _lock.DisposeAsync();
    }

    private static async Task RemoveStaleAsync()
    {
        foreach (var path in Directory.GetDirectories(System.IO.Path.GetTempPath(), $"{Prefix}*"))
        {
            try
            {
                await using var free = Hold(path, FileMode.Open);
                using var cleaning = Run(path, Cleaning);
                await cleaning.WaitForExitAsync();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Its owner lives, or belongs to somebody else.
            }
        }
    }

    private static FileStream Hold(string path, FileMode mode) => new(System.IO.Path.Combine(path, LockFile), mode, FileAccess.ReadWrite, FileShare.None);

    private static Process Run(string path, string script) => Process.Start(new ProcessStartInfo("setsid", ["--wait", "sh", "-c", script, path])
    {
        RedirectStandardInput = true,
        WorkingDirectory = "/",
    })!;
}
