using System.Text.Json;

namespace Dispatch.Silo.Hosting;

/// <summary>
/// The exclusive lock of a data folder: one process works on it. The operating system frees it when the process ends, however it ends.
/// A file beside it tells others whom to call.
/// </summary>
internal sealed class DataFolderLock : IDisposable
{
    private const string LockFile = "dispatch.lock";
    private const string HolderFile = "dispatch.lock.json";

    private readonly FileStream _lock;
    private readonly string _holderPath;

    private DataFolderLock(FileStream file, string holderPath) => (_lock, _holderPath) = (file, holderPath);

    /// <summary>Takes the lock.</summary>
    /// <exception cref="DataFolderInUseException">Another process has it.</exception>
    public static DataFolderLock Take(string folder)
    {
        var holderPath = Path.Combine(folder, HolderFile);
        FileStream file;
        try
        {
            file = new FileStream(Path.Combine(folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            var holder = ReadHolder(holderPath);
            throw new DataFolderInUseException(folder, holder?.ProcessId ?? 0, holder?.Gateway);
        }

        // A holder that was killed has left its note; until we announce ourselves nobody is to be called.
        File.Delete(holderPath);
        return new DataFolderLock(file, holderPath);
    }

    /// <summary>Tells others whom to call.</summary>
    public void Announce(string gateway)
    {
        var temporary = _holderPath + ".part";
        File.WriteAllText(temporary, JsonSerializer.Serialize(new Holder(Environment.ProcessId, gateway), JsonSerializerOptions.Web));
        File.Move(temporary, _holderPath, overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(_holderPath);
        _lock.Dispose();
    }

    private static Holder? ReadHolder(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Holder>(File.ReadAllText(path), JsonSerializerOptions.Web);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    private sealed record Holder(int ProcessId, string Gateway);
}
