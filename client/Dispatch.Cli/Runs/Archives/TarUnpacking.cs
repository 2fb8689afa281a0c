using System.Formats.Tar;
using System.IO.Compression;
using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Runs.Archives;

/// <summary>Reads a tar archive, plain or in gzip.</summary>
internal static class TarUnpacking
{
    /// <summary>Hands its entries to <paramref name="unpacking"/>.</summary>
    public static void Run(string path, bool isGzip, ArchiveUnpacking unpacking, ArchiveErrors errors)
    {
        using var file = File.OpenRead(path);
        using var bytes = isGzip ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        var source = new TarSource(bytes);
        using var reader = new TarReader(source, leaveOpen: true);
        while (Next(reader, source, errors) is { } entry)
        {
            var name = entry.Name;
            unpacking.Count(name);
            if (entry.EntryType is TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes)
                continue;
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile))
                throw errors.NoFile(name);

            // What is skipped is read too: in gzip there is no other way past it, and it counts.
            var content = entry.DataStream ?? Stream.Null;
            var found = ArchiveUnpacking.IsWanted(name) ? unpacking.Take(name, content) : unpacking.Skip(name, content);
            if (found.Bytes != entry.Length)
                throw errors.DamagedEntry(name);
        }

        if (!source.IsEndMarked)
            throw errors.Damaged();
        unpacking.Skip(null, source);
    }

    private static TarEntry? Next(TarReader reader, TarSource source, ArchiveErrors errors)
    {
        source.BeginHeader();
        try
        {
            var entry = reader.GetNextEntry();
            source.EndHeader();
            return entry;
        }
        catch (Exception e) when (e is not CommandException)
        {
            throw errors.Damaged(e);
        }
    }
}
