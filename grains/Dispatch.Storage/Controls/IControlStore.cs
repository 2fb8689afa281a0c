using Dispatch.Abstractions;

namespace Dispatch.Storage.Controls;

/// <summary>What people have stopped: read by every silo every second, so reading is quick however many runs there were. Failures are a <see cref="StorageException"/>.</summary>
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

    /// <summary>Reads all.</summary>
    Task<EngineControls> ReadAsync(CancellationToken cancellationToken = default);
}
