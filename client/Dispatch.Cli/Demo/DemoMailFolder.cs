using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using MimeKit;
using SmtpServer;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Dispatch.Cli.Demo;

/// <summary>Files accepted messages as <c>.eml</c>; a file appears by rename after its bytes are flushed.</summary>
internal sealed class DemoMailFolder : MessageStore
{
    private const int LongestName = 200; // file systems end at 255 bytes

    private readonly string _folder;
    private readonly ConcurrentDictionary<string, bool> _messageIds = new(StringComparer.Ordinal);
    private int _acceptedCount;
    private int _duplicateCount;

    public DemoMailFolder(string folder) => _folder = Directory.CreateDirectory(folder).FullName;

    public int AcceptedCount => Volatile.Read(ref _acceptedCount);

    public int DuplicateCount => Volatile.Read(ref _duplicateCount);

    public override async Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        var bytes = buffer.ToArray();
        using var stream = new MemoryStream(bytes);
        var headers = await HeaderList.LoadAsync(stream, cancellationToken);
        var messageId = headers[HeaderId.MessageId];

        await FileAsync(Name(headers["X-Dispatch-Id"], messageId, bytes), bytes);

        Interlocked.Increment(ref _acceptedCount);
        if (messageId is not null && !_messageIds.TryAdd(messageId, true))
            Interlocked.Increment(ref _duplicateCount);
        return SmtpResponse.Ok;
    }

    // What has arrived whole is filed even while the server stops: there is no token here.
    private async Task FileAsync(string name, byte[] bytes)
    {
        var temporary = Path.Combine(_folder, $"{Guid.NewGuid():N}.part");
        await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
        {
            await file.WriteAsync(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, Path.Combine(_folder, name + ".eml"), overwrite: true);
    }

    private static string Name(string? dispatchId, string? messageId, byte[] bytes)
    {
        var escaped = Escape(dispatchId?.Trim() ?? "");
        return escaped.Length is > 0 and <= LongestName
            ? escaped
            : Convert.ToHexStringLower(SHA256.HashData(messageId is null ? bytes : Encoding.UTF8.GetBytes(messageId)));
    }

    private static string Escape(string text)
    {
        var name = new StringBuilder();
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            var character = (char)unit;
            if (char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-')
                name.Append(character);
            else
                name.Append('%').Append(unit.ToString("X2", null));
        }

        return name.ToString();
    }
}
