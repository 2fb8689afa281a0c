using System.Net.Sockets;

namespace Dispatch.Channels.Email;

/// <summary>
/// Gathers small writes until they are flushed or something is read: MailKit writes in blocks of 4 KiB, each of which would be a packet and a system
/// call without Nagle's algorithm.
/// </summary>
internal sealed class CoalescingStream(Socket socket) : Stream
{
    private const int BufferBytes = 64 * 1024;

    private readonly NetworkStream _network = new(socket, ownsSocket: true);
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _count;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            var piece = buffer[..Math.Min(buffer.Length, BufferBytes - _count)];
            piece.CopyTo(_buffer.AsMemory(_count));
            _count += piece.Length;
            buffer = buffer[piece.Length..];
            if (_count == BufferBytes)
                await FlushAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        var count = _count;
        _count = 0;
        if (count > 0)
            await _network.WriteAsync(_buffer.AsMemory(0, count), cancellationToken);
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await FlushAsync(cancellationToken);
        return await _network.ReadAsync(buffer, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        Flush();
        _network.Write(buffer, offset, count);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        Flush();
        return _network.Read(buffer, offset, count);
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        var count = _count;
        _count = 0;
        if (count > 0)
            _network.Write(_buffer, 0, count);
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _network.Dispose();
        base.Dispose(disposing);
    }
}
