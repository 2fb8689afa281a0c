namespace Dispatch.Tests.Servers.Postgres;

/// <summary>Where the programs of PostgreSQL lie: on PATH, else where Debian keeps them, which is not on PATH.</summary>
internal static class PostgresPrograms
{
    /// <summary>The user under whom a test that runs as root starts the server, which refuses root.</summary>
    public const string User = "postgres";

    private const string DebianFolder = "/usr/lib/postgresql";

    private static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    /// <summary>The folder with the programs, the newest version first; null without one.</summary>
    public static string? Folder { get; } = Candidates().FirstOrDefault(folder => Array.TrueForAll(Needed, program => IsThere(Path.Combine(folder, program))));

    /// <summary>What stands in the way of a private server; null if nothing does.</summary>
    public static string? Obstacle =>
        Folder is null ? $"PostgreSQL is neither on PATH nor below {DebianFolder}: install the package postgresql."
        : Environment.IsPrivilegedProcess && !HasUser() ? $"PostgreSQL does not run as root and there is no user {User}: create the user or run as another one."
        : null;

    private static IEnumerable<string> Candidates()
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var debian = Directory.Exists(DebianFolder) ? Directory.GetDirectories(DebianFolder) : [];
        return onPath.Concat(debian
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin")));
    }

    /// <summary>A link may outlive the package that it leads to.</summary>
    private static bool IsThere(string program) => File.Exists(program) && File.ResolveLinkTarget(program, returnFinalTarget: true)?.Exists != false;

    private static bool HasUser() => File.ReadLines("/etc/passwd").Any(line => line.StartsWith($"{User}:", StringComparison.Ordinal));
}
