using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dispatch.Storage.Files;

/// <summary>
/// Makes files that survive a power cut: bytes are flushed before the name appears, and the name's directory entry after it.
/// Compiled into the projects that write files (storage and channels), so that neither depends on the other.
/// </summary>
internal static partial class DurableFile
{
    private const int OpenReadOnly = 0;

    /// <summary>Flushes a file's bytes to the disk.</summary>
    public static void Flush(FileStream file) => file.Flush(flushToDisk: true);

    /// <summary>Renames a flushed file and flushes the directory entry; an existing target is replaced.</summary>
    public static void Rename(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        FlushDirectory(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    /// <summary>Creates a directory with its parents; every new entry is flushed.</summary>
    public static void CreateDirectory(string path)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
            return;

        var parent = Path.GetDirectoryName(full);
        if (parent is not null)
            CreateDirectory(parent);
        Directory.CreateDirectory(full);
        if (parent is not null)
            FlushDirectory(parent);
    }

    /// <summary>Flushes a directory's entries. Windows has no such call: its file systems journal them.</summary>
    /// <exception cref="IOException">The directory cannot be opened or flushed.</exception>
    public static void FlushDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            return;

        var descriptor = Open(path, OpenReadOnly);
        if (descriptor < 0)
            throw new IOException($"The directory '{path}' cannot be opened to flush it (errno {Marshal.GetLastPInvokeError()}).");
        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (FSync(descriptor) != 0)
            throw new IOException($"The directory '{path}' cannot be flushed (errno {Marshal.GetLastPInvokeError()}).");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);
}
