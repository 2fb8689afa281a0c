using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.Rendering;

/// <summary>Every text of others that a document shows, with the business term it comes from.</summary>
internal static class DrawnTexts
{
    public static IEnumerable<(string Field, string? Text)> Of(RenderRequest request)
    {
        var invoice = request.Invoice;
        (string, string?)[] head =
        [
            ("BT-1", invoice.Number), ("BT-10", invoice.BuyerReference), ("BT-12", invoice.ContractReference), ("BT-13", invoice.OrderReference),
            ("BT-18", invoice.InvoicedObject), ("BT-20", invoice.PaymentTerms), ("BT-59", invoice.PayeeName), ("BT-70", invoice.Delivery?.Name),
            ("BT-27", invoice.Seller.Name), ("BT-30", invoice.Seller.LegalId), ("BT-31", invoice.Seller.VatId), ("BT-32", invoice.Seller.TaxId),
            ("BT-33", invoice.Seller.LegalInformation), ("BT-41", invoice.Seller.ContactName), ("BT-42", invoice.Seller.ContactTelephone),
            ("BT-43", invoice.Seller.ContactEmail), ("BT-44", invoice.Buyer.Name), ("", request.Appearance.SenderName),
        ];
        return
        [
            .. head,
            .. invoice.Notes.Select(note => ("BT-22", (string?)note)),
            .. invoice.PrecedingInvoices.Select(earlier => ("BT-25", (string?)earlier.Number)),
            .. Address("BG-8", invoice.Buyer.Address),
            .. Address("BG-15", invoice.Delivery?.Address),
            .. invoice.AllowanceCharges.Select(change => (change.IsCharge ? "BT-104" : "BT-97", change.Reason)),
            .. invoice.VatBreakdown.Select(row => ("BT-120", row.ExemptionReason)),
            .. invoice.Lines.SelectMany(Line),
            .. request.MeterReadings.Select(reading => ("BG-32", (string?)reading.MeterNumber)),
            .. request.Addressee.Concat(request.Appearance.SenderLines).Select(line => ("", (string?)line)),
        ];
    }

    private static IEnumerable<(string, string?)> Line(InvoiceLine line) =>
    [
        ("BT-127", line.Note), ("BT-128", line.InvoicedObject), ("BT-130", line.Unit), ("BT-153", line.ItemName), ("BT-154", line.ItemDescription),
        .. line.Attributes.SelectMany(attribute => new (string, string?)[] { ("BT-160", attribute.Key), ("BT-161", attribute.Value) }),
        .. line.AllowanceCharges.Select(change => (change.IsCharge ? "BT-144" : "BT-139", change.Reason)),
    ];

    private static IEnumerable<(string, string?)> Address(string field, PostalAddress? address) => address is null
        ? []
        : [(field, address.Street), (field, address.BuildingNumber), (field, address.AdditionalStreet), (field, address.AddressLine), (field, address.PostalCode), (field, address.City)];
}
