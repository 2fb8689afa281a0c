using System.Globalization;
using Dispatch.Abstractions;
using Npgsql;

namespace Dispatch.Storage.PostgreSql;

/// <summary>What the server must do for our promises to hold.</summary>
internal static class ServerRules
{
    /// <summary>Deadlines are written by one machine and read by another: their clocks must agree with the database's.</summary>
    public static readonly TimeSpan MaxClockDifference = TimeSpan.FromSeconds(5);

    /// <summary>Opens the connection and checks version, flushing and clock.</summary>
    /// <exception cref="StorageException">One is not as it must be; the message says what mends it.</exception>
    public static async Task CheckAsync(NpgsqlConnection connection, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            await connection.OpenAsync(cancellationToken);
            if (connection.PostgreSqlVersion.Major < 14)
                throw new StorageException($"The server is PostgreSQL {connection.PostgreSqlVersion}; use 14 or newer.", isUncertain: false);
            await CheckFlushAsync(connection, cancellationToken);
            var difference = await ClockDifferenceAsync(connection, clock, cancellationToken);
            if (difference.Duration() > MaxClockDifference)
            {
                throw new StorageException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"This machine's clock is {difference.TotalSeconds:0.#} seconds from the database's; let both follow one time server (at most {MaxClockDifference.TotalSeconds:0} seconds are allowed)."), isUncertain: false);
            }
        }
        catch (NpgsqlException e)
        {
            throw PostgreSqlDatabase.Failed(e);
        }
    }

    /// <summary>Accepted means flushed.</summary>
    public static async Task CheckFlushAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        foreach (var setting in (string[])["fsync", "synchronous_commit"])
        {
            await using var command = new NpgsqlCommand($"SHOW {setting}", connection);
            if (await command.ExecuteScalarAsync(cancellationToken) is "off")
                throw new StorageException($"The server has {setting} off, so accepted invoices could be lost; set it to on.", isUncertain: false);
        }
    }

    /// <summary>How far this machine's clock is ahead of the database's.</summary>
    public static async Task<TimeSpan> ClockDifferenceAsync(NpgsqlConnection connection, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT clock_timestamp()", connection);
        var before = clock.GetUtcNow();
        var there = (DateTime)(await command.ExecuteScalarAsync(cancellationToken))!;
        var here = before + ((clock.GetUtcNow() - before) / 2);
        return here - new DateTimeOffset(there, TimeSpan.Zero);
    }
}
