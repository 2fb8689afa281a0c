using Dispatch.Channels;
using Dispatch.Grains.Dispatches;

namespace Dispatch.Grains.Finalization;

/// <summary>The e-mails of an invoice that is not written yet, as their channel will see them.</summary>
internal static class EmailDrafts
{
    /// <summary>The e-mail of a planned dispatch.</summary>
    /// <param name="prepared">The invoice.</param>
    /// <param name="dispatch">The dispatch.</param>
    /// <param name="documentBytes">The size of its document; 0 while that is not made.</param>
    /// <param name="pageCount">The document's pages; 1 while it is not made.</param>
    public static Shipment Of(PreparedInvoice prepared, PlannedDispatch dispatch, long documentBytes, int pageCount)
    {
        var (invoice, biller) = (prepared.Invoice, prepared.Biller);
        var id = new Abstractions.DispatchId(biller.Id, invoice.Number, dispatch.Definition);
        return new Shipment
        {
            Key = id.ToString(),
            Name = id.NameFor(invoice.Number),
            Destination = dispatch.Destination,
            Attempt = 1,
            Biller = biller.Id,
            InvoiceNumber = invoice.Number,
            IsCreditNote = invoice.IsCreditNote,
            Language = dispatch.Language,
            FinalizedAt = new DateTimeOffset(invoice.IssueDate, TimeOnly.MinValue, TimeSpan.Zero), // not known yet
            Document = new ShipmentFile(default, documentBytes, Shipments.FileNameOf(invoice.Number), "application/pdf"),
            PageCount = pageCount,
            Attachments = [.. prepared.Attachments.Select(file => new ShipmentFile(default, file.Content!.Value.Length, AttachedFile.NameOf(file), AttachedFile.TypeOf(file)))],
            RecipientName = dispatch.Recipient.Name,
            RecipientEmail = dispatch.Recipient.Email,
            SenderName = biller.Name,
            SenderEmail = biller.Email?.From,
            ReplyTo = biller.Email?.ReplyTo,
            PayableAmount = invoice.Totals.Payable,
            Currency = invoice.Currency,
            IssueDate = invoice.IssueDate,
            DueDate = invoice.DueDate,
        };
    }
}
