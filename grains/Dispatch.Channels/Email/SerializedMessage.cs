using MimeKit;

namespace Dispatch.Channels.Email;

/// <summary>A composed message as the bytes that are measured and sent, made once, with its addresses.</summary>
internal sealed class SerializedMessage : IDisposable
{
    private const int ExpectedTextBytes = 16 * 1024;

    private readonly MessageBuffer _buffer;

    private SerializedMessage(MessageBuffer buffer, MimeMessage message, FormatOptions format)
    {
        _buffer = buffer;
        Format = format;
        Sender = message.From.Mailboxes.Single();
        Recipient = message.To.Mailboxes.Single();
    }

    /// <summary>The whole message, lines ended by CR LF; valid until it is disposed.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.Written;

    /// <summary>How it was written.</summary>
    public FormatOptions Format { get; }

    /// <summary>The biller's address; the envelope's sender where there is no return path.</summary>
    public MailboxAddress Sender { get; }

    /// <summary>The envelope's recipient.</summary>
    public MailboxAddress Recipient { get; }

    /// <summary>Writes a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="encodedBytes">About how large its encoded attachments are.</param>
    public static SerializedMessage Of(MimeMessage message, long encodedBytes)
    {
        var format = InvoiceMessage.FormatOf(message);
        var buffer = new MessageBuffer((int)Math.Min(encodedBytes + ExpectedTextBytes, Array.MaxLength));
        message.WriteTo(format, buffer);
        return new SerializedMessage(buffer, message, format);
    }

    /// <inheritdoc/>
    public void Dispose() => _buffer.Dispose();
}
