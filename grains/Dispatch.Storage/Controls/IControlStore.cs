using Dispatch.Abstractions;

namespace Dispatch.Storage.Controls;

/// <summary>What people have stopped, read by every silo every second, so reading is quick however many runs there were; and what processes have declared down. Failures are a <see cref="StorageException"/>.</summary>
public interface IControlStore
{
    /// <summary>Adds pauses; one of the same channel and destination is replaced. Flushed to disk when it ends.</summary>
    Task PutPausesAsync(IReadOnlyList<ChannelPause> pauses, CancellationToken cancellationToken = default);

    /// <summary>Removes the pauses of a channel with its destinations, or of one destination.</summary>
    /// <param name="kind">The channel; none: all.</param>
    /// <param name="destination">The destination; none: the channel's own and all its destinations'.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many there were.</returns>
    Task<int> RemovePausesAsync(DispatchKind? kind, string? destination, CancellationToken cancellationToken = default);

    /// <summary>Replaces what a process has declared down, and removes what others have not renewed.</summary>
    /// <param name="silo">The process.</param>
    /// <param name="outages">What it has declared down now, all of its own.</param>
    /// <param name="seenBefore">What others last said before this is removed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task PutOutagesAsync(string silo, IReadOnlyList<DestinationOutage> outages, DateTimeOffset seenBefore, CancellationToken cancellationToken = default);

    /// <summary>Lists what processes have declared down, by kind, destination and process.</summary>
    /// <param name="seenSince">Only what they said then or later.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<IReadOnlyList<DestinationOutage>> ListOutagesAsync(DateTimeOffset seenSince, CancellationToken cancellationToken = default);

    /// <summary>Reads all that people have stopped.</summary>
    Task<EngineControls> ReadAsync(CancellationToken cancellationToken = default);
}
