namespace Dispatch.Storage.Files;

/// <summary>
/// A lock on a folder between all processes that share it, by a file in it: silos of a cluster share spool folders and document folders. The operating
/// system frees the lock when its process ends, however it ends.
/// </summary>
internal static class FolderLock
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(2);

    /// <summary>Waits for the lock, on a thread that may wait. Dispose it to let others in.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="fileName">The lock's file in it.</param>
    /// <param name="isShared">Whether others who share it may have it at the same time.</param>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    /// <exception cref="TimeoutException">Another process has kept the lock for ten seconds: it stands still.</exception>
    public static IDisposable Take(string folder, string fileName, bool isShared = false)
    {
        var path = Path.Combine(folder, fileName);
        var (access, share) = isShared ? (FileAccess.Read, FileShare.Read) : (FileAccess.ReadWrite, FileShare.None);
        for (var begunAt = Environment.TickCount64; ; Thread.Sleep(_pause))
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, access, share, bufferSize: 0);
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException) && Directory.Exists(folder))
            {
                // Somebody has it, for as long as a flush takes.
                if (Environment.TickCount64 - begunAt > _patience.TotalMilliseconds)
                    throw new TimeoutException($"Another process has kept the lock {fileName} for {_patience.TotalSeconds:0} seconds.", e);
            }
        }
    }
}
