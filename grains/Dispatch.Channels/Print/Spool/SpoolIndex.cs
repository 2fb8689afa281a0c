using System.Text;
using Dispatch.Storage.Files;
using Microsoft.Extensions.Logging;

namespace Dispatch.Channels.Print.Spool;

/// <summary>A printer's <c>index.jsonl</c> and the dispatches in it. Not safe for threads or processes: its printer's locks guard it.</summary>
internal sealed class SpoolIndex(string file, string printer, ILogger logger)
{
    private const long NotRead = -1;

    private readonly HashSet<string> _dispatches = new(StringComparer.Ordinal);
    private long _length = NotRead;

    /// <summary>Whether the file has an entry of <paramref name="dispatch"/>. The file is read when first asked and when its size was changed by others.</summary>
    public bool Contains(string dispatch)
    {
        Refresh();
        return _dispatches.Contains(dispatch);
    }

    /// <summary>Appends entries and flushes them. If that fails, what may have been written is taken away or counted at the next call.</summary>
    public void Append(IReadOnlyCollection<(string Dispatch, byte[] Line)> entries)
    {
        Refresh();
        var before = _length;
        var isNew = !File.Exists(file);
        _length = NotRead;    // until the entries are known to be in the file
        var after = Write([.. entries.SelectMany(entry => entry.Line)], before);
        if (isNew)
            DurableFile.FlushDirectory(Path.GetDirectoryName(file)!);
        foreach (var (dispatch, _) in entries)
            _dispatches.Add(dispatch);
        _length = after;
    }

    private long Write(byte[] lines, long lengthIfItFails)
    {
        using var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        try
        {
            stream.Seek(0, SeekOrigin.End);
            stream.Write(lines);
            DurableFile.Flush(stream);
            return stream.Length;
        }
        catch (IOException)
        {
            stream.SetLength(lengthIfItFails);
            throw;
        }
    }

    private void Refresh()
    {
        var info = new FileInfo(file);
        var length = info.Exists ? info.Length : 0;
        if (length == _length)
            return;

        // Another process has added entries behind those that are known; or somebody has cut or changed the file, then all is read anew.
        var known = length > _length && _length != NotRead ? _length : 0;
        _length = NotRead;
        if (known == 0)
            _dispatches.Clear();
        if (length > 0)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
            Repair(stream);
            Read(stream, known);
            length = stream.Length;
        }
        _length = length;
    }

    /// <summary>A crash can leave part of a last line: a whole entry gets its line feed, anything else is cut off.</summary>
    private void Repair(FileStream stream)
    {
        var end = stream.Length;
        var start = end;
        for (; start > 0; start--)
        {
            stream.Position = start - 1;
            if (stream.ReadByte() == '\n')
                break;
        }
        if (start == end)
            return;

        var torn = new byte[end - start];
        stream.Position = start;
        stream.ReadExactly(torn);
        if (SpoolEntry.ReadDispatch(Encoding.UTF8.GetString(torn)) is null)
            stream.SetLength(start);
        else
            stream.WriteByte((byte)'\n');
        DurableFile.Flush(stream);
        logger.SpoolIndexRepaired(printer);
    }

    private void Read(FileStream stream, long from)
    {
        stream.Position = from;
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (SpoolEntry.ReadDispatch(line) is { } dispatch)
                _dispatches.Add(dispatch);
            else
                logger.SpoolIndexLineIgnored(printer, number);
        }
    }
}
