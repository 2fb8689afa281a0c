using Dispatch.Abstractions;

namespace Dispatch.Storage.PostgreSql;

/// <summary>Compares this machine's clock with the database's: deadlines are written by one silo and read by another.</summary>
public sealed class PostgreSqlClock
{
    /// <summary>A silo whose clock differs by more does not start.</summary>
    public static TimeSpan MaxDifference => ServerRules.MaxClockDifference;

    private readonly PostgreSqlDatabase _database;
    private readonly TimeProvider _clock;

    internal PostgreSqlClock(PostgreSqlDatabase database, TimeProvider clock) => (_database, _clock) = (database, clock);

    /// <summary>How far this machine's clock is ahead of the database's; negative where it is behind.</summary>
    /// <exception cref="StorageException">The database cannot be asked.</exception>
    public Task<TimeSpan> DifferenceAsync(CancellationToken cancellationToken = default) =>
        _database.UseAsync(connection => ServerRules.ClockDifferenceAsync(connection, _clock, cancellationToken), cancellationToken);
}
