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
        var address = AddressOf(record);
        return new Shipment
        {
            Key = row.DispatchId.ToString(),
            RowId = row.Id,
            Name = row.DispatchId.NameFor(invoice.Name),
            Destination = destination,
            Attempt = progress.Attempt,
            Reference = DispatchReference.Of(progress),
            MaySendAnew = DispatchReference.IsOverruled(progress),
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
            AddressLines = address.Lines,
            PostalCode = address.PostalCode,
            Country = address.Country,
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

    /// <summary>The lines of a letter's postal address, with what sorts it; no lines where there is no address.</summary>
    public static (IReadOnlyList<string> Lines, string PostalCode, string Country) AddressOf(DispatchRecord record)
    {
        var recipient = RecipientJson.Read(record.Row.Recipient);
        return recipient.Address is { } address
            ? (AddressLines.Of(recipient.Name, address, InvoiceDetails.Parse(record.Invoice.Details).HomeCountry, record.Row.Language), address.PostalCode, address.Country)
            : ([], "", "");
    }

    /// <summary>The name of an invoice's file, for its receiver to see.</summary>
    public static string FileNameOf(string invoiceNumber) =>
        string.Concat(invoiceNumber.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-')).TrimStart('.') + ".pdf";
}
