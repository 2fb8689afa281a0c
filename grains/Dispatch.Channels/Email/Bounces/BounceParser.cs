using MimeKit;

namespace Dispatch.Channels.Email.Bounces;

/// <summary>Decides what a mail in the bounce mailbox says, and about which dispatch. Pure: it reads a message and nothing else.</summary>
internal static class BounceParser
{
    /// <summary>Where the address that a message was delivered to may stand; the envelope itself is gone.</summary>
    private static readonly string[] RecipientFields = ["X-Original-To", "Delivered-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To", "X-RCPT-TO", "To", "Cc"];

    /// <summary>Reads a mail.</summary>
    /// <param name="message">The mail, whole or its beginning.</param>
    /// <param name="returnPath">What our envelope senders look like.</param>
    /// <param name="proof">Where the mail lies.</param>
    public static LateReceipt Read(MimeMessage message, ReturnPath returnPath, Proof proof)
    {
        var returned = ReturnedMessage.Of(message);
        var finding = ReportIn(message) ?? (IsDispositionReport(message) ? BounceFinding.AutoReply : PlainBounce.Read(message, returned.Text));
        List<string> tokens = [.. TokensIn(message, returnPath)];
        if (finding.EnvelopeId is { } envelopeId && ReturnToken.TryReadRowId(envelopeId, out _))
            tokens.Add(envelopeId);
        var reference = new ReceiptReference([.. tokens.Distinct(StringComparer.OrdinalIgnoreCase)], returned.DispatchName, returned.MessageId);
        return new LateReceipt(finding.Kind, finding.Reason, finding.Status.Code, reference, proof);
    }

    private static BounceFinding? ReportIn(MimeMessage message)
    {
        foreach (var part in message.BodyParts)
        {
            if (part is MessageDeliveryStatus status && DeliveryReport.Read(GroupsOf(status)) is { } finding)
                return finding;
        }

        return null;
    }

    private static HeaderListCollection GroupsOf(MessageDeliveryStatus status)
    {
        try
        {
            return status.StatusGroups;
        }
        catch (FormatException)
        {
            return [];
        }
    }

    /// <summary>A report that somebody has seen the message (RFC 8098): it was delivered, and nobody is asked for it.</summary>
    private static bool IsDispositionReport(MimeMessage message) => message.BodyParts.Any(part => part is MessageDispositionNotification);

    private static IEnumerable<string> TokensIn(MimeMessage message, ReturnPath returnPath)
    {
        foreach (var field in RecipientFields)
        {
            foreach (var header in message.Headers.Where(header => header.Field.Equals(field, StringComparison.OrdinalIgnoreCase)))
            {
                if (!InternetAddressList.TryParse(header.Value, out var addresses))
                    continue;
                foreach (var mailbox in addresses.Mailboxes)
                {
                    if (returnPath.TokenIn(mailbox.GetAddress(idnEncode: true)) is { } token)
                        yield return token;
                }
            }
        }
    }
}
