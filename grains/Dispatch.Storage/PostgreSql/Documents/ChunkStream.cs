namespace Dispatch.Storage.PostgreSql.Documents;

/// <summary>Reads a document chunk by chunk, each by a query of its own, so that a slow reader holds no connection.</summary>
internal sealed class ChunkStream(long length, Func<long, CancellationToken, Task<byte[]?>> readChunk) : Stream
{
    private byte[] _chunk = [];
    private int _offset;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == length || buffer.Length == 0)
            return 0;
        if (_offset == _chunk.Length)
        {
            _chunk = await ReadChunkAsync(cancellationToken);
            _offset = 0;
        }

        var count = Math.Min(buffer.Length, _chunk.Length - _offset);
        _chunk.AsMemory(_offset, count).CopyTo(buffer);
        _offset += count;
        _position += count;
        return count;
    }

    /// <summary>Who reads a stream expects its failures, not the storage's.</summary>
    private async Task<byte[]> ReadChunkAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await readChunk(_position, cancellationToken) ?? throw new IOException("A document lacks a part; restore the database from a backup.");
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

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
