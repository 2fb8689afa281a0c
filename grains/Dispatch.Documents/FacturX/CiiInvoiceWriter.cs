using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.FacturX;

/// <summary>
/// Writes an invoice as UN/CEFACT Cross Industry Invoice in the profile EN 16931 of Factur-X 1.0 (ZUGFeRD 2): every business term of the model at the
/// place that EN 16931-3-3 gives it. Pure: equal invoices give equal bytes.
/// </summary>
public static class CiiInvoiceWriter
{
    /// <summary>BT-24: the profile.</summary>
    public const string Guideline = "urn:cen.eu:en16931:2017";

    private const int SubjectCodeLength = 3;

    /// <summary>The XML in UTF-8.</summary>
    /// <param name="invoice">A checked invoice.</param>
    public static ReadOnlyMemory<byte> Write(Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        using var xml = new CiiXml();
        xml.Part("ExchangedDocumentContext", () =>
        {
            xml.Wrapped("BusinessProcessSpecifiedDocumentContextParameter", "ID", invoice.BusinessProcess);
            xml.Wrapped("GuidelineSpecifiedDocumentContextParameter", "ID", Guideline);
        });
        xml.Part("ExchangedDocument", () =>
        {
            xml.Value("ID", invoice.Number);
            xml.Value("TypeCode", invoice.TypeCode);
            xml.Date("IssueDateTime", invoice.IssueDate);
            foreach (var note in invoice.Notes)
                WriteNote(xml, note);
        });
        xml.Part("SupplyChainTradeTransaction", () =>
        {
            foreach (var line in invoice.Lines)
                CiiLines.Write(xml, line);
            xml.Group("ApplicableHeaderTradeAgreement", () => CiiAgreement.Write(xml, invoice));
            xml.Group("ApplicableHeaderTradeDelivery", () => WriteDelivery(xml, invoice));
            xml.Group("ApplicableHeaderTradeSettlement", () => CiiSettlement.Write(xml, invoice));
        });
        return xml.Finish();
    }

    /// <summary>UBL has one text for code and note, <c>#AAI#text</c>; here they are two.</summary>
    private static void WriteNote(CiiXml xml, string note)
    {
        var end = SubjectCodeLength + 1;
        var hasCode = note.Length > end + 1 && note[0] == '#' && note[end] == '#' && (note[1..end].All(char.IsAsciiLetterUpper) || note[1..end] == "GS7");    // the one code of UNTDID 4451 with a digit
        xml.Group("IncludedNote", () =>
        {
            xml.Value("Content", hasCode ? note[(end + 1)..] : note);
            xml.Value("SubjectCode", hasCode ? note[1..end] : null);
        });
    }

    private static void WriteDelivery(CiiXml xml, Invoice invoice)
    {
        if (invoice.Delivery is { } delivery)
        {
            xml.GroupIf(delivery.Name is not null || delivery.LocationId is not null || delivery.Address is not null, "ShipToTradeParty", () =>
            {
                CiiParties.WriteIds(xml, delivery.LocationId is { } id ? [id] : []);
                xml.Value("Name", delivery.Name);
                if (delivery.Address is { } address)
                    CiiParties.WriteAddress(xml, address);
            });
            xml.GroupIf(delivery.Date is not null, "ActualDeliverySupplyChainEvent", () => xml.Date("OccurrenceDateTime", delivery.Date));
        }

        xml.Wrapped("DespatchAdviceReferencedDocument", "IssuerAssignedID", invoice.DespatchAdviceReference);
        xml.Wrapped("ReceivingAdviceReferencedDocument", "IssuerAssignedID", invoice.ReceivingAdviceReference);
    }
}
