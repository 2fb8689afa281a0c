using System.Diagnostics.CodeAnalysis;
using System.Text;
using Dispatch.Abstractions;
using MimeKit;

namespace Dispatch.Channels.Email;

/// <summary>Finds what keeps a shipment from ever being a message: asked before it gets a row, and again before it is composed.</summary>
internal static class MessageFaults
{
    /// <summary>All of them, in the order of the message.</summary>
    public static IEnumerable<MessageFault> Find(Shipment shipment)
    {
        foreach (var (field, value) in HeaderValues(shipment))
        {
            if (value is not null && HeaderText.IsUnsafe(value))
                yield return new MessageFault(ReasonCode.ContentRefused, field, "has a line break or another control character", "Write it in one line of printable characters.");
        }

        if (!TryAddress(shipment.RecipientName, shipment.RecipientEmail, out _))
            yield return AddressFault(ReasonCode.RecipientRefused, "recipient.email");
        if (!TryAddress(shipment.SenderName, shipment.SenderEmail, out _))
            yield return AddressFault(ReasonCode.ContentRefused, "email.from");
        if (shipment.ReplyTo is not null && !TryAddress(shipment.SenderName, shipment.ReplyTo, out _))
            yield return AddressFault(ReasonCode.ContentRefused, "email.replyTo");
        if (shipment.Attachments.Any(file => !TryContentType(file.MimeType, out _)))
            yield return new MessageFault(ReasonCode.ContentRefused, "BT-125-1", "is no type that an attachment can have", "Correct the attachment's mimeCode, or leave the attachment out.");
    }

    /// <summary>Accepts a bare <c>local@domain</c> and nothing else: no display name, group, comment or route, and a domain that DNS can hold.</summary>
    public static bool TryAddress(string name, string? address, [NotNullWhen(true)] out MailboxAddress? mailbox)
    {
        mailbox = null;
        if (address is null || !address.Contains('@'))
            return false;

        try
        {
            var candidate = new MailboxAddress(Encoding.UTF8, name, address);
            if (!Ascii.IsValid(DomainOf(candidate)))
                return false;
            mailbox = candidate;
            return true;
        }
        catch (ParseException)
        {
            return false;
        }
    }

    /// <summary>The address's domain in punycode (RFC 5890), lower case.</summary>
    public static string DomainOf(MailboxAddress mailbox)
    {
        var address = mailbox.GetAddress(idnEncode: true);
        return address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant();
    }

    /// <summary>Accepts a type that a file can have; a message or a multipart would be opened instead of shown.</summary>
    public static bool TryContentType(string text, [NotNullWhen(true)] out ContentType? type) =>
        ContentType.TryParse(text, out type) && !type.IsMimeType("multipart", "*") && !type.IsMimeType("message", "*");

    private static MessageFault AddressFault(ReasonCode reason, string field) =>
        new(reason, field, "is no address that a message can carry", "Write it as local@domain.");

    private static IEnumerable<(string Field, string? Value)> HeaderValues(Shipment shipment) =>
    [
        ("id", shipment.Key), ("id", shipment.Name), ("BT-1", shipment.InvoiceNumber),
        ("recipient.name", shipment.RecipientName), ("recipient.email", shipment.RecipientEmail),
        ("biller.name", shipment.SenderName), ("email.from", shipment.SenderEmail), ("email.replyTo", shipment.ReplyTo),
        ("document", shipment.Document.FileName), ("document", shipment.Document.MimeType),
        .. shipment.Attachments.SelectMany(file => new[] { ("BT-125-2", (string?)file.FileName), ("BT-125-1", file.MimeType) }),
    ];
}
