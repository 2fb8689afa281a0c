using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace Dispatch.Tests.Servers.Postgres;

/// <summary>
/// A PostgreSQL of its own, on a port of its own on loopback, in a temporary folder: nothing of the system's servers is touched.
/// It is as durable as a real one (fsync and synchronous_commit are on), can be stopped and started, and ends with its process.
/// </summary>
internal sealed class PrivatePostgres : IAsyncDisposable
{
    private const int PortTries = 5;

    private readonly PostgresFolder _folder;
    private readonly string _password = RandomNumberGenerator.GetHexString(32);
    private int _databases;

    private PrivatePostgres(PostgresFolder folder) => _folder = folder;

    /// <summary>Where it listens on 127.0.0.1, stopped or not.</summary>
    public int Port { get; private set; }

    /// <summary>What the server has logged, warnings and worse.</summary>
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    private string LogFile => Path.Combine(_folder.Path, "server.log");

    private string PasswordFile => Path.Combine(_folder.Path, "password");

    /// <summary>Creates and starts a server.</summary>
    /// <param name="settings">Settings of postgresql.conf beyond or instead of the usual ones.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">There is an obstacle, or the server does not start.</exception>
    public static async Task<PrivatePostgres> CreateAsync(IReadOnlyDictionary<string, string>? settings = null, CancellationToken cancellationToken = default)
    {
        if (PostgresPrograms.Obstacle is { } obstacle)
            throw new InvalidOperationException(obstacle);

        var server = new PrivatePostgres(await PostgresFolder.CreateAsync());
        try
        {
            await server.InitializeAsync(settings ?? new Dictionary<string, string>(), cancellationToken);
            await server.FirstStartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>How to reach a database; pools are not shared with another server.</summary>
    /// <param name="database">Its name.</param>
    /// <param name="port">The port of a proxy in between; none: directly.</param>
    public string ConnectionString(string database, int? port = null) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port ?? Port,
        Username = PostgresPrograms.User,
        Password = _password,
        Database = database,
    }.ConnectionString;

    /// <summary>Creates an empty database and returns its name.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken = default)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres") + ";Pooling=false");
        await using var command = source.CreateCommand($"CREATE DATABASE {name} TEMPLATE template0");
        await command.ExecuteNonQueryAsync(cancellationToken);
        return name;
    }

    /// <summary>Starts it again and returns when it answers, recovered.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default) =>
        RunOwnAsync("pg_ctl", ["--pgdata", _folder.Data, "--log", LogFile, "--wait", "--timeout", "60", "--silent", "--options", PortOption(Port), "start"], cancellationToken);

    /// <summary>Stops it and returns when it is down; every connection is broken off.</summary>
    public Task StopAsync(PostgresStop how, CancellationToken cancellationToken = default) =>
        RunOwnAsync("pg_ctl", ["--pgdata", _folder.Data, "--wait", "--silent", "--mode", how == PostgresStop.Fast ? "fast" : "immediate", "stop"], cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private async Task InitializeAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(PasswordFile, _password, cancellationToken);
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", ["-R", PostgresPrograms.User, _folder.Path], cancellationToken);
        await RunOwnAsync("initdb",
            ["--pgdata", _folder.Data, "--no-sync", "--encoding", "UTF8", "--locale", "C.UTF-8", "--username", PostgresPrograms.User, "--auth", "scram-sha-256", "--pwfile", PasswordFile],
            cancellationToken);
        File.Delete(PasswordFile);

        var all = new Dictionary<string, string>
        {
            ["listen_addresses"] = "127.0.0.1",
            ["unix_socket_directories"] = "",
            ["max_connections"] = "200",
            ["shared_buffers"] = "32MB",
            ["fsync"] = "on",
            ["synchronous_commit"] = "on",
            ["shared_preload_libraries"] = "",
        };
        foreach (var (name, value) in settings)
            all[name] = value;
        await File.AppendAllLinesAsync(Path.Combine(_folder.Data, "postgresql.conf"), all.Select(setting => $"{setting.Key} = '{setting.Value}'"), cancellationToken);
    }

    /// <summary>Between finding a free port and listening on it somebody else may take it.</summary>
    private async Task FirstStartAsync(CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            Port = FreePort.Take();
            try
            {
                await StartAsync(cancellationToken);
                return;
            }
            catch (InvalidOperationException) when (tries < PortTries && Log.Contains("could not bind", StringComparison.Ordinal))
            {
                File.Delete(LogFile);
            }
        }
    }

    private static string PortOption(int port) => string.Create(CultureInfo.InvariantCulture, $"-p {port}");

    private Task RunOwnAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var path = Path.Combine(PostgresPrograms.Folder!, program);
        return Environment.IsPrivilegedProcess
            ? RunAsync("setpriv", ["--reuid", PostgresPrograms.User, "--regid", PostgresPrograms.User, "--clear-groups", path, .. arguments], cancellationToken)
            : RunAsync(path, arguments, cancellationToken);
    }

    private async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}{await errors}{Log}");
    }
}
