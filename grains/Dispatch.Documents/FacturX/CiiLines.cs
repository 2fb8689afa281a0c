using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.FacturX;

/// <summary>Writes a line (BG-25).</summary>
internal static class CiiLines
{
    public static void Write(CiiXml xml, InvoiceLine line) => xml.Group("IncludedSupplyChainTradeLineItem", () =>
    {
        xml.Group("AssociatedDocumentLineDocument", () =>
        {
            xml.Value("LineID", line.Id);
            xml.Wrapped("IncludedNote", "Content", line.Note);
        });
        xml.Group("SpecifiedTradeProduct", () => WriteItem(xml, line));
        xml.Group("SpecifiedLineTradeAgreement", () => WritePrices(xml, line));
        xml.Group("SpecifiedLineTradeDelivery", () => xml.Number("BilledQuantity", line.Quantity, line.Unit));
        xml.Group("SpecifiedLineTradeSettlement", () =>
        {
            xml.Group("ApplicableTradeTax", () => CiiTaxes.WriteCategory(xml, line.VatCategory, line.VatRate));
            CiiTaxes.WritePeriod(xml, line.Period);
            foreach (var change in line.AllowanceCharges)
                CiiTaxes.WriteAllowanceCharge(xml, change);
            xml.Group("SpecifiedTradeSettlementLineMonetarySummation", () => xml.Amount("LineTotalAmount", line.NetAmount));
            CiiAgreement.WriteInvoicedObject(xml, line);
            xml.Wrapped("ReceivableSpecifiedTradeAccountingAccount", "ID", line.BuyerAccountingReference);
        });
    });

    private static void WriteItem(CiiXml xml, InvoiceLine line)
    {
        xml.Value("GlobalID", line.StandardItemId?.Value, ("schemeID", line.StandardItemId?.Scheme));
        xml.Value("SellerAssignedID", line.SellerItemId);
        xml.Value("BuyerAssignedID", line.BuyerItemId);
        xml.Value("Name", line.ItemName);
        xml.Value("Description", line.ItemDescription);
        foreach (var (name, value) in line.Attributes)
        {
            xml.Group("ApplicableProductCharacteristic", () =>
            {
                xml.Value("Description", name);
                xml.Value("Value", value);
            });
        }

        foreach (var classification in line.Classifications)
        {
            xml.Group("DesignatedProductClassification", () =>
                xml.Value("ClassCode", classification.Code, ("listID", classification.List), ("listVersionID", classification.ListVersion)));
        }

        xml.Wrapped("OriginTradeCountry", "ID", line.OriginCountry);
    }

    private static void WritePrices(CiiXml xml, InvoiceLine line)
    {
        xml.Wrapped("BuyerOrderReferencedDocument", "LineID", line.OrderLineReference);

        // A discount without a gross price still is one on it: the two differ by the discount.
        var gross = line.GrossPrice ?? (line.PriceDiscount is { } discount ? line.NetPrice + discount : null);
        xml.GroupIf(gross is not null, "GrossPriceProductTradePrice", () =>
        {
            xml.Number("ChargeAmount", gross);
            WriteBaseQuantity(xml, line);
            xml.GroupIf(line.PriceDiscount is not null, "AppliedTradeAllowanceCharge", () =>
            {
                xml.Indicator("ChargeIndicator", value: false);
                xml.Number("ActualAmount", line.PriceDiscount);
            });
        });
        xml.Group("NetPriceProductTradePrice", () =>
        {
            xml.Number("ChargeAmount", line.NetPrice);
            WriteBaseQuantity(xml, line);
        });
    }

    private static void WriteBaseQuantity(CiiXml xml, InvoiceLine line)
    {
        if (line.PriceBaseQuantity != 1 || line.PriceBaseUnit is not null)
            xml.Number("BasisQuantity", line.PriceBaseQuantity, line.PriceBaseUnit);
    }
}
