using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.FacturX;

/// <summary>Writes what the parties agreed on: who they are and which documents the invoice refers to.</summary>
internal static class CiiAgreement
{
    private const string SupportingDocument = "916";
    private const string Tender = "50";
    private const string InvoicedObject = "130";

    // CII needs a name where EN 16931 has none; this is the one that EN 16931-3-3 gives.
    private const string ProjectName = "Project reference";

    public static void Write(CiiXml xml, Invoice invoice)
    {
        xml.Value("BuyerReference", invoice.BuyerReference);
        CiiParties.WriteSeller(xml, invoice.Seller);
        CiiParties.WriteBuyer(xml, invoice.Buyer);
        CiiParties.WriteRepresentative(xml, invoice.TaxRepresentative);
        xml.Wrapped("SellerOrderReferencedDocument", "IssuerAssignedID", invoice.SalesOrderReference);
        xml.Wrapped("BuyerOrderReferencedDocument", "IssuerAssignedID", invoice.OrderReference);
        xml.Wrapped("ContractReferencedDocument", "IssuerAssignedID", invoice.ContractReference);
        foreach (var attachment in invoice.Attachments)
            WriteAttachment(xml, attachment);
        WriteReference(xml, invoice.TenderReference, Tender, scheme: null);
        WriteReference(xml, invoice.InvoicedObject, InvoicedObject, invoice.InvoicedObjectScheme);
        xml.GroupIf(invoice.ProjectReference is not null, "SpecifiedProcuringProject", () =>
        {
            xml.Value("ID", invoice.ProjectReference);
            xml.Value("Name", ProjectName);
        });
    }

    /// <summary>What a line is about (BT-128).</summary>
    public static void WriteInvoicedObject(CiiXml xml, InvoiceLine line) => WriteReference(xml, line.InvoicedObject, InvoicedObject, line.InvoicedObjectScheme);

    /// <summary>The object that an invoice or a line is about (BT-18, BT-128), or the tender (BT-17).</summary>
    private static void WriteReference(CiiXml xml, string? reference, string type, string? scheme) => xml.GroupIf(reference is not null, "AdditionalReferencedDocument", () =>
    {
        xml.Value("IssuerAssignedID", reference);
        xml.Value("TypeCode", type);
        xml.Value("ReferenceTypeCode", scheme);
    });

    private static void WriteAttachment(CiiXml xml, InvoiceAttachment attachment) => xml.Group("AdditionalReferencedDocument", () =>
    {
        xml.Value("IssuerAssignedID", attachment.Reference);
        xml.Value("URIID", attachment.ExternalLocation);
        xml.Value("TypeCode", SupportingDocument);
        xml.Value("Name", attachment.Description);
        xml.Binary("AttachmentBinaryObject", attachment.Content, attachment.MimeType, attachment.FileName);
    });
}
