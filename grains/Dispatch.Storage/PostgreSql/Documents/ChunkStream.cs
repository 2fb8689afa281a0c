using Dispatch.Abstractions;

namespace Dispatch.Storage.PostgreSql.Documents;

/// <summary>Reads a document chunk by chunk, each by a query of its own, so that a slow reader holds no connection.</summary>
/// <param name="length">How many bytes it has.</param>
/// <param name="readChunk">Reads the chunk that holds a position, and where it begins; none if it is missing.</param>
internal sealed class ChunkStream(long length, Func<long, CancellationToken, Task<(long Start, byte[] Content)?>> readChunk) : Stream
{
    private (long Start, byte[] Content) _chunk = (0, []);
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= length || buffer.Length == 0)
            return 0;
        if (_position < _chunk.Start || _position >= _chunk.Start + _chunk.Content.Length)
            _chunk = await ReadChunkAsync(cancellationToken);

        var rest = _chunk.Content.AsMemory((int)(_position - _chunk.Start));
        var count = Math.Min(buffer.Length, rest.Length);
        rest[..count].CopyTo(buffer);
        _position += count;
        return count;
    }

    /// <summary>Who reads a stream expects its failures, not the storage's.</summary>
    private async Task<(long Start, byte[] Content)> ReadChunkAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await readChunk(_position, cancellationToken) is { } chunk && _position < chunk.Start + chunk.Content.Length
                ? chunk
                : throw new IOException("A document lacks a part; restore the database from a backup.");
        }
        catch (StorageException e)
        {
            throw new IOException("A document could not be read on.", e);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // Only for libraries that read synchronously, and never on a grain's scheduler.
    public override int Read(byte[] buffer, int offset, int count) =>
        Task.Run(() => ReadAsync(buffer, offset, count, CancellationToken.None)).GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => length + offset,
    };

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
