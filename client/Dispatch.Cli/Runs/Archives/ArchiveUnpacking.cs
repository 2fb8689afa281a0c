using System.Globalization;
using System.IO.Hashing;
using Dispatch.Cli.Inputs;

namespace Dispatch.Cli.Runs.Archives;

/// <summary>Takes an archive's entries one after the other, within its limits, whatever the format.</summary>
internal sealed class ArchiveUnpacking(string folder, ArchiveLimits limits, ArchiveErrors errors, CancellationToken stopping)
{
    private readonly Dictionary<(string Base, bool IsPdf), Unpacked> _files = [];
    private readonly byte[] _buffer = new byte[128 * 1024];
    private int _count;
    private long _totalBytes;

    /// <summary>Counts an entry, whatever it is.</summary>
    public void Count(string name)
    {
        stopping.ThrowIfCancellationRequested();
        if (++_count > limits.EntryCount)
            throw errors.TooMany(name, limits.EntryCount);
    }

    /// <summary>Whether an entry is an invoice or a PDF; the side files of macOS (<c>._a.xml</c>) are neither.</summary>
    public static bool IsWanted(string name) => !Normalized(name).Split('/')[^1].StartsWith("._", StringComparison.Ordinal) && (IsXml(name) || IsPdf(name));

    /// <summary>Unpacks an entry that is wanted.</summary>
    /// <returns>What <paramref name="content"/> had.</returns>
    public EntryContent Take(string name, Stream content)
    {
        var normalized = Normalized(name);
        var key = (normalized[..^4], IsPdf(name));
        if (_files.ContainsKey(key))
            throw errors.Twice(name);

        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{_count}{(key.Item2 ? ".pdf" : ".xml")}"));
        EntryContent read;
        using (var file = Write(() => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0)))
            read = Copy(name, content, file, limits.EntryBytes);
        _files.Add(key, new Unpacked(normalized, path, read.Bytes));
        return read;
    }

    /// <summary>Reads past an entry that is not wanted, or without a name past what comes after the entries.</summary>
    public EntryContent Skip(string? name, Stream content) => Copy(name, content, null, long.MaxValue);

    /// <summary>The invoices, each with the PDF of the same base name beside it.</summary>
    public IReadOnlyList<InvoiceFile> Files() =>
    [
        .. from file in _files
           where !file.Key.IsPdf
           let pdf = _files.GetValueOrDefault((file.Key.Base, true))
           select new InvoiceFile(file.Value.Name, file.Value.Path, pdf?.Path, file.Value.Bytes + (pdf?.Bytes ?? 0)),
    ];

    private EntryContent Copy(string? name, Stream content, FileStream? file, long entryLimit)
    {
        var (bytes, crc) = (0L, new Crc32());
        while (true)
        {
            stopping.ThrowIfCancellationRequested();
            var count = Read(name, content);
            if (count == 0)
                return new EntryContent(bytes, crc.GetCurrentHashAsUInt32());
            if ((bytes += count) > entryLimit)
                throw errors.EntryTooLarge(name!, entryLimit);
            if ((_totalBytes += count) > limits.TotalBytes)
                throw errors.TooLarge(name, limits.TotalBytes);
            var read = _buffer.AsMemory(0, count);
            crc.Append(read.Span);
            if (file is not null)
                Write(() => { file.Write(read.Span); return file; });
        }
    }

    private int Read(string? name, Stream content)
    {
        try
        {
            return content.Read(_buffer);
        }
        catch (Exception e) when (e is not Errors.CommandException)
        {
            throw name is null ? errors.Damaged(e) : errors.DamagedEntry(name, e);
        }
    }

    private T Write<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw errors.NotWritable(e);
        }
    }

    private static string Normalized(string name)
    {
        var normalized = name.Replace('\\', '/');
        while (normalized.StartsWith("./", StringComparison.Ordinal))
            normalized = normalized[2..];
        return normalized;
    }

    private static bool IsXml(string name) => name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);

    private static bool IsPdf(string name) => name.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase);

    private sealed record Unpacked(string Name, string Path, long Bytes);
}
