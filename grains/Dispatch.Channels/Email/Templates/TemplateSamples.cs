using Dispatch.Abstractions;

namespace Dispatch.Channels.Email.Templates;

/// <summary>Invoices of every kind that a text tells apart, on which templates are tried at start.</summary>
internal static class TemplateSamples
{
    /// <summary>An invoice to pay, one without a due date and Reply-To, one with nothing to pay, one in the recipient's favour, a credit note.</summary>
    public static IReadOnlyList<Shipment> Of(Language language)
    {
        var invoice = new Shipment
        {
            Key = "sample/2026-10-0001/d1/0",
            Name = "2026-10-0001~d1",
            Destination = "sample",
            Attempt = 1,
            Biller = "sample",
            InvoiceNumber = "2026-10-0001",
            Language = language,
            FinalizedAt = new DateTimeOffset(2026, 10, 1, 12, 0, 0, TimeSpan.Zero),
            Document = new ShipmentFile(default, 0, "2026-10-0001.pdf", "application/pdf"),
            PageCount = 2,
            RecipientName = "Anna & Max <Muster>",
            RecipientEmail = "anna@example.org",
            SenderName = "Stadtwerke",
            SenderEmail = "invoices@example.org",
            ReplyTo = "service@example.org",
            PayableAmount = 1234.5m,
            Currency = "CHF",
            IssueDate = new DateOnly(2026, 10, 1),
            DueDate = new DateOnly(2026, 10, 31),
        };
        return
        [
            invoice,
            invoice with { DueDate = null, ReplyTo = null },
            invoice with { PayableAmount = 0 },
            invoice with { PayableAmount = -42.1m },
            invoice with { IsCreditNote = true, DueDate = null },
        ];
    }
}
