using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Abstractions;
using MimeKit;

namespace Dispatch.Channels.Email;

/// <summary>
/// Composes the message of a shipment. The same shipment gives the same bytes in every attempt: Message-ID and boundaries come
/// from its key, the date from its finalization, so that a receiver recognizes a repeated message.
/// </summary>
internal static class InvoiceMessage
{
    private static readonly System.Buffers.SearchValues<char> LineBreakers = System.Buffers.SearchValues.Create("\r\n\0");

    /// <summary>Composes the message, or says why it can never be sent.</summary>
    /// <param name="shipment">What to send.</param>
    /// <param name="contents">The bytes of the document and, in order, of the attachments.</param>
    /// <param name="message">The message.</param>
    /// <param name="refusal">Why there is none.</param>
    public static bool TryCreate(
        Shipment shipment,
        IReadOnlyList<byte[]> contents,
        [NotNullWhen(true)] out MimeMessage? message,
        [NotNullWhen(false)] out AttemptOutcome.Refused? refusal)
    {
        message = null;
        refusal = null;
        if (HeaderValues(shipment).Any(value => value.AsSpan().ContainsAny(LineBreakers)))
            refusal = new AttemptOutcome.Refused(ReasonCode.ContentRefused);
        else if (!TryAddress(shipment.RecipientName, shipment.RecipientEmail, out var recipient))
            refusal = new AttemptOutcome.Refused(ReasonCode.RecipientRefused);
        else if (!TryAddress(shipment.SenderName, shipment.SenderEmail, out var sender))
            refusal = new AttemptOutcome.Refused(ReasonCode.ContentRefused);
        else if (!TryAddress(shipment.SenderName, shipment.ReplyTo ?? shipment.SenderEmail, out var replyTo))
            refusal = new AttemptOutcome.Refused(ReasonCode.ContentRefused);
        else if (!TryCreateAttachments(shipment, contents, out var attachments))
            refusal = new AttemptOutcome.Refused(ReasonCode.ContentRefused);
        else
            message = Create(shipment, sender, shipment.ReplyTo is null ? null : replyTo, recipient, attachments);
        return refusal is null;
    }

    /// <summary>How a message is written: CR LF, and raw UTF-8 in headers only if an address cannot be written otherwise.</summary>
    public static FormatOptions FormatOf(MimeMessage message)
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.International = message.From.Mailboxes.Concat(message.ReplyTo.Mailboxes).Concat(message.To.Mailboxes)
            .Any(mailbox => !Ascii.IsValid(LocalPart(mailbox)));
        return format;
    }

    private static MimeMessage Create(Shipment shipment, MailboxAddress sender, MailboxAddress? replyTo, MailboxAddress recipient, List<MimePart> attachments)
    {
        var identity = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shipment.Key)));
        var text = new InvoiceText(shipment);
        var senderAddress = sender.GetAddress(idnEncode: true);
        var message = new MimeMessage
        {
            Subject = text.Subject,
            Date = shipment.FinalizedAt,
            MessageId = $"{identity[..32]}@{senderAddress[(senderAddress.LastIndexOf('@') + 1)..]}",
        };
        message.From.Add(sender);
        message.To.Add(recipient);
        if (replyTo is not null)
            message.ReplyTo.Add(replyTo);
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Dispatch-Id", shipment.Name);

        var mixed = new Multipart("mixed") { Boundary = $"=_mixed_{identity[32..56]}" };
        mixed.Add(new MultipartAlternative(CreateText("plain", text.ToPlainText()), CreateText("html", text.ToHtml()))
        {
            Boundary = $"=_alternative_{identity[32..56]}",
        });
        foreach (var attachment in attachments)
            mixed.Add(attachment);
        message.Body = mixed;
        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    private static TextPart CreateText(string subtype, string text)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text);
        return part;
    }

    private static bool TryCreateAttachments(Shipment shipment, IReadOnlyList<byte[]> contents, out List<MimePart> attachments)
    {
        attachments = [];
        foreach (var (file, content) in shipment.Attachments.Prepend(shipment.Document).Zip(contents))
        {
            if (!ContentType.TryParse(file.MimeType, out var type) || type.IsMimeType("multipart", "*") || type.IsMimeType("message", "*"))
                return false;

            attachments.Add(new EncodedPart(type, content)
            {
                ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
                FileName = file.FileName,
            });
        }
        return true;
    }

    /// <summary>Accepts a bare <c>local@domain</c> and nothing else: no display name, group, comment or route.</summary>
    private static bool TryAddress(string name, string? address, [NotNullWhen(true)] out MailboxAddress? mailbox)
    {
        mailbox = null;
        if (address is null || !address.Contains('@'))
            return false;

        try
        {
            mailbox = new MailboxAddress(Encoding.UTF8, name, address);
            return true;
        }
        catch (ParseException)
        {
            return false;
        }
    }

    private static string LocalPart(MailboxAddress mailbox) => mailbox.Address[..mailbox.Address.LastIndexOf('@')];

    private static IEnumerable<string?> HeaderValues(Shipment shipment) =>
    [
        shipment.Key, shipment.Name, shipment.InvoiceNumber,
        shipment.RecipientName, shipment.RecipientEmail,
        shipment.SenderName, shipment.SenderEmail, shipment.ReplyTo,
        .. shipment.Attachments.Prepend(shipment.Document).SelectMany(file => new[] { file.FileName, file.MimeType }),
    ];
}
