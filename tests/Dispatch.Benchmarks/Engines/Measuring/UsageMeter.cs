using Npgsql;

namespace Dispatch.Benchmarks.Engines.Measuring;

/// <summary>Reads what this process and the database server use; the server must run on this machine.</summary>
internal sealed class UsageMeter : IAsyncDisposable
{
    private readonly NpgsqlConnection? _connection;
    private readonly int _server;

    private UsageMeter(NpgsqlConnection? connection, int server) => (_connection, _server) = (connection, server);

    /// <summary>Opens one on a PostgreSQL, or on none for an engine that has its database inside.</summary>
    public static async Task<UsageMeter> OpenAsync(string? connectionString)
    {
        if (connectionString is null)
            return new UsageMeter(null, 0);
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return new UsageMeter(connection, CpuClock.ParentOf(connection.ProcessID));
    }

    public async Task<Usage> ReadAsync()
    {
        var wal = 0L;
        if (_connection is not null)
        {
            await using var command = new NpgsqlCommand("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint", _connection);
            wal = (long)(await command.ExecuteScalarAsync())!;
        }

        return new Usage(CpuClock.OfThisProcess(), _connection is null ? 0 : CpuClock.OfFamily(_server), CpuClock.OfMachine(), wal);
    }

    /// <summary>The most memory that this process has had resident, in bytes.</summary>
    public static long PeakResidentBytes()
    {
        var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>What is referred to on the managed heap, in bytes, after all garbage is gone.</summary>
    public static long LiveBytes()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;
}
