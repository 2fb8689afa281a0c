using MimeKit;

namespace Dispatch.Channels.Email;

/// <summary>An attachment that is encoded once and then written as it is: MimeKit's filters cost more than all the rest of a message.</summary>
internal sealed class EncodedPart : MimePart
{
    private readonly byte[] _encoded;

    public EncodedPart(ContentType type, byte[] content)
        : base(type)
    {
        _encoded = Base64Lines.Encode(content);
        Content = new MimeContent(new MemoryStream(_encoded, writable: false), ContentEncoding.Base64);
        ContentTransferEncoding = ContentEncoding.Base64;
    }

    /// <inheritdoc/>
    public override void WriteTo(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        if (!contentOnly)
        {
            Headers.WriteTo(options, stream, cancellationToken);
            stream.Write("\r\n"u8);
        }
        stream.Write(_encoded);
    }

    /// <inheritdoc/>
    public override Task WriteToAsync(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        WriteTo(options, stream, contentOnly, cancellationToken);
        return Task.CompletedTask;
    }
}
