using System.IO.Compression;
using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Runs.Archives;

/// <summary>Reads a ZIP archive.</summary>
internal static class ZipUnpacking
{
    private const int UnixTypeShift = 16;
    private const int UnixTypeMask = 0xF000;
    private const int UnixFile = 0x8000;
    private const int UnixFolder = 0x4000;

    /// <summary>Hands its entries to <paramref name="unpacking"/>.</summary>
    public static void Run(string path, ArchiveUnpacking unpacking, ArchiveErrors errors)
    {
        using var archive = Read(() => ZipFile.OpenRead(path), e => errors.Damaged(e));
        foreach (var entry in Read(() => archive.Entries, e => errors.Damaged(e)))
        {
            var name = entry.FullName;
            unpacking.Count(name);
            if (entry.IsEncrypted)
                throw errors.Encrypted(name);
            if ((entry.ExternalAttributes >> UnixTypeShift & UnixTypeMask) is not (0 or UnixFile or UnixFolder))
                throw errors.NoFile(name);
            if (name.EndsWith('/') || !ArchiveUnpacking.IsWanted(name))
                continue;

            using var content = Read(entry.Open, e => errors.DamagedEntry(name, e));
            var found = unpacking.Take(name, content);

            // The platform stops at the size that the header says, and does not compare the checksum.
            if (found != new EntryContent(entry.Length, entry.Crc32))
                throw errors.DamagedEntry(name);
        }
    }

    private static T Read<T>(Func<T> read, Func<Exception, CommandException> damaged)
    {
        try
        {
            return read();
        }
        catch (Exception e)
        {
            throw damaged(e);
        }
    }
}
