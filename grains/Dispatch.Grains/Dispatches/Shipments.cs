using System.Diagnostics;
using Dispatch.Channels;
using Dispatch.Grains.Finalization;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Dispatches;

/// <summary>Makes of a dispatch's frozen rows what a channel sends.</summary>
internal static class Shipments
{
    /// <summary>The shipment of the current attempt.</summary>
    public static Shipment Of(DispatchRecord record, string destination)
    {
        var (row, progress, _, invoice) = record;
        var details = InvoiceDetails.Parse(invoice.Details);
        var recipient = RecipientJson.Read(row.Recipient);
        ActivityContext.TryParse(row.TraceParent, null, isRemote: true, out var finalization);
        var terms = LetterTerms.Parse(row.Letter);
        var isFirst = progress.Attempt <= 1;
        return new Shipment
        {
            Key = row.DispatchId.ToString(),
            RowId = row.Id,
            Name = row.DispatchId.NameFor(invoice.Name),
            Destination = destination,
            Attempt = progress.Attempt,
            Biller = invoice.Biller,
            InvoiceNumber = invoice.Number,
            IsCreditNote = details.IsCreditNote,
            Language = row.Language,
            FinalizedAt = invoice.FinalizedAt,
            Document = new ShipmentFile(row.DocumentHash, row.DocumentBytes, FileNameOf(invoice.Number), "application/pdf"),
            PageCount = row.PageCount,
            Attachments = [.. details.Attachments.Select(file => new ShipmentFile(file.Hash, file.Bytes, file.FileName, file.MimeType))],
            Template = details.Templates is { } templates && templates.TryGetValue(row.Language, out var template) ? template : null,
            RecipientName = recipient.Name,
            RecipientEmail = recipient.Email,
            AddressLines = recipient.Address is null ? [] : AddressLines.Of(recipient.Name, recipient.Address, details.HomeCountry, row.Language),
            PostalCode = recipient.Address?.PostalCode ?? "",
            Country = recipient.Address?.Country ?? "",
            Postage = terms.Postage is { } postage ? Words.Of(postage) : null,
            Enclosures = terms.EnclosureIds,
            SenderName = details.SenderName,
            SenderEmail = details.SenderEmail,
            ReplyTo = details.ReplyTo,
            PayableAmount = details.Payable,
            Currency = details.Currency,
            IssueDate = invoice.IssueDate,
            DueDate = details.DueDate,
            ParentTrace = isFirst ? finalization : default,
            LinkedTrace = isFirst ? default : finalization,
        };
    }

    /// <summary>The name of an invoice's file, for its receiver to see.</summary>
    public static string FileNameOf(string invoiceNumber) =>
        string.Concat(invoiceNumber.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-')).TrimStart('.') + ".pdf";
}
