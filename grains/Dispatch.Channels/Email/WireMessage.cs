using MimeKit;

namespace Dispatch.Channels.Email;

/// <summary>Makes MailKit send bytes as they are, and tells when the last of them is about to leave.</summary>
internal static class WireMessage
{
    private const int PieceBytes = 16 * 1024;

    /// <summary>A message whose writing gives the serialized bytes.</summary>
    /// <param name="message">The serialized message.</param>
    /// <param name="beginning">Called before the first byte.</param>
    /// <param name="ending">Called before the last byte: with BDAT it is the end of data itself.</param>
    public static MimeMessage Of(SerializedMessage message, Action beginning, Action ending)
    {
        var headersEnd = message.Bytes.Span.IndexOf("\r\n\r\n"u8) + 2;
        var wire = new MimeMessage();
        wire.Headers.Clear();
        wire.Headers.Add(new Headers(message.Bytes[..headersEnd].ToArray()));
        wire.Body = new Body(message.Bytes[(headersEnd + 2)..], beginning, ending);
        return wire;
    }

    /// <summary>All headers as one: written as it is because it counts as invalid.</summary>
    private sealed class Headers(byte[] block) : Header(ParserOptions.Default, block, fieldNameLength: 1, [], invalid: true);

    private sealed class Body : MimeEntity
    {
        private readonly ReadOnlyMemory<byte> _bytes;
        private readonly Action _beginning;
        private readonly Action _ending;

        public Body(ReadOnlyMemory<byte> bytes, Action beginning, Action ending)
            : base(new ContentType("application", "octet-stream"))
        {
            Headers.Clear();
            (_bytes, _beginning, _ending) = (bytes, beginning, ending);
        }

        public override void Prepare(EncodingConstraint constraint, int maxLineLength = 78)
        {
        }

        public override async Task WriteToAsync(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
        {
            _beginning();
            var rest = _bytes;
            while (rest.Length > 1)
            {
                var piece = rest[..Math.Min(PieceBytes, rest.Length - 1)];
                await stream.WriteAsync(piece, cancellationToken);
                rest = rest[piece.Length..];
            }
            _ending();
            await stream.WriteAsync(rest, cancellationToken);
        }
    }
}
