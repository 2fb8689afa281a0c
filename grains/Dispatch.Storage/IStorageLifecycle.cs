using Dispatch.Abstractions;

namespace Dispatch.Storage;

/// <summary>
/// Opens and closes a storage around the silo: open before any grain runs, closed after the last outcome was written.
/// The registration hooks both into the host, so only a program without a host calls them itself.
/// </summary>
public interface IStorageLifecycle
{
    /// <summary>Creates or upgrades the database and starts what writes to it. Calling again does nothing.</summary>
    /// <exception cref="StorageException">The database cannot be used: the message says why and what mends it.</exception>
    Task InitializeAsync(CancellationToken cancellationToken = default);

    /// <summary>Writes what is queued and closes; later writes are refused. Calling again does nothing.</summary>
    Task StopAsync(CancellationToken cancellationToken = default);
}
