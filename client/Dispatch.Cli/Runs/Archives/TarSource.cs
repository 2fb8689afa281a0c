namespace Dispatch.Cli.Runs.Archives;

/// <summary>The bytes of a tar archive, forwards only: headers are bounded, and an archive that ends without its mark is found out.</summary>
/// <param name="inner">The bytes.</param>
internal sealed class TarSource(Stream inner) : Stream
{
    // Long names and attributes are headers that the reader takes into memory.
    private const long LargestHeader = 1024 * 1024;

    private long _headerLeft = long.MaxValue;

    /// <summary>Whether the last bytes before the end were the zeroes with which a tar archive ends.</summary>
    public bool IsEndMarked { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>From here on it reads headers.</summary>
    public void BeginHeader() => _headerLeft = LargestHeader;

    /// <summary>From here on it reads content.</summary>
    public void EndHeader() => _headerLeft = long.MaxValue;

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        if ((_headerLeft -= count) < 0)
            throw new InvalidDataException("The header is too large.");
        if (count > 0)
            IsEndMarked = !buffer[..count].ContainsAnyExcept((byte)0);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
