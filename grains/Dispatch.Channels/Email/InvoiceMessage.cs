using System.Diagnostics.CodeAnalysis;
using System.Text;
using Dispatch.Abstractions;
using Dispatch.Channels.Email.Templates;
using MimeKit;

namespace Dispatch.Channels.Email;

/// <summary>
/// Composes the message of a shipment. The same shipment gives the same bytes in every attempt: Message-ID and boundaries come
/// from its key, the date from its finalization, so that a receiver recognizes a repeated message.
/// </summary>
internal static class InvoiceMessage
{
    /// <summary>Composes the message, or says why it can never be sent.</summary>
    /// <param name="shipment">What to send.</param>
    /// <param name="texts">What it says.</param>
    /// <param name="contents">The bytes of the document and, in order, of the attachments.</param>
    /// <param name="message">The message.</param>
    /// <param name="refusal">Why there is none.</param>
    public static bool TryCreate(
        Shipment shipment,
        MessageTexts texts,
        IReadOnlyList<byte[]> contents,
        [NotNullWhen(true)] out MimeMessage? message,
        [NotNullWhen(false)] out AttemptOutcome.Refused? refusal)
    {
        var fault = MessageFaults.Find(shipment).FirstOrDefault();
        refusal = fault is null ? null : new AttemptOutcome.Refused(fault.Reason);
        message = fault is null ? Create(shipment, texts, contents) : null;
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

    private static MimeMessage Create(Shipment shipment, MessageTexts texts, IReadOnlyList<byte[]> contents)
    {
        var (localPart, boundary) = MessageIdentity.Of(shipment.Key);
        var sender = AddressOf(shipment.SenderName, shipment.SenderEmail);
        var message = new MimeMessage
        {
            Subject = texts.Subject,
            Date = shipment.FinalizedAt,
            MessageId = $"{localPart}@{MessageFaults.DomainOf(sender)}",
        };
        message.From.Add(sender);
        message.To.Add(AddressOf(shipment.RecipientName, shipment.RecipientEmail));
        if (shipment.ReplyTo is not null)
            message.ReplyTo.Add(AddressOf(shipment.SenderName, shipment.ReplyTo));

        // RFC 3834; the second is for Exchange, which answers automatically all the same. Reports of failed delivery are wanted.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "OOF, AutoReply");
        message.Headers.Add("X-Dispatch-Id", shipment.Name);

        var mixed = new Multipart("mixed") { Boundary = $"=_mixed_{boundary}" };
        mixed.Add(new MultipartAlternative(CreateText("plain", texts.Text, shipment.Language), CreateText("html", texts.Html, shipment.Language))
        {
            Boundary = $"=_alternative_{boundary}",
        });
        foreach (var (file, content) in shipment.Attachments.Prepend(shipment.Document).Zip(contents))
            mixed.Add(CreateAttachment(file, content));
        message.Body = mixed;
        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    private static TextPart CreateText(string subtype, string text, Language language)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text);
        part.Headers.Add(HeaderId.ContentLanguage, language.ToString().ToLowerInvariant());
        return part;
    }

    private static EncodedPart CreateAttachment(ShipmentFile file, byte[] content) => new(ContentType.Parse(file.MimeType), content)
    {
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
        FileName = file.FileName,
    };

    private static MailboxAddress AddressOf(string name, string? address) => MessageFaults.TryAddress(name, address, out var mailbox)
        ? mailbox
        : throw new InvalidOperationException("An address was not checked before the message was composed.");

    private static string LocalPart(MailboxAddress mailbox) => mailbox.Address[..mailbox.Address.LastIndexOf('@')];
}
