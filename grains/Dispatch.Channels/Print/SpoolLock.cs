namespace Dispatch.Channels.Print;

/// <summary>
/// A spool folder belongs to one process at a time while its index is read or written: silos of a cluster share the folder. The operating system
/// frees the lock when its process ends, however it ends.
/// </summary>
internal static class SpoolLock
{
    private const string FileName = ".index.lock";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(2);

    /// <summary>Waits for the lock, on a thread that may wait. Dispose it to let others in.</summary>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    /// <exception cref="TimeoutException">Another process has kept the lock for ten seconds: it stands still.</exception>
    public static IDisposable Take(string folder)
    {
        var path = Path.Combine(folder, FileName);
        for (var begunAt = Environment.TickCount64; ; Thread.Sleep(_pause))
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException) && Directory.Exists(folder))
            {
                // Somebody has it, for as long as a flush takes.
                if (Environment.TickCount64 - begunAt > _patience.TotalMilliseconds)
                    throw new TimeoutException($"Another process has kept the spool folder's lock for {_patience.TotalSeconds:0} seconds.", e);
            }
        }
    }
}
