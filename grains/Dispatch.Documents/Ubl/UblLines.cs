using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.Ubl;

/// <summary>Reads the lines (BG-25).</summary>
internal static class UblLines
{
    public static IReadOnlyList<InvoiceLine> Read(UblReading reading, UblElement root, bool isCreditNote)
    {
        var lines = root.All(isCreditNote ? "CreditNoteLine" : "InvoiceLine").Select(line => Read(reading, line, isCreditNote ? "CreditedQuantity" : "InvoicedQuantity")).ToList();
        if (lines.Count == 0)
            reading.Missing("BR-16", "BG-25", "an invoice line", root);
        return lines;
    }

    private static InvoiceLine Read(UblReading reading, UblElement line, string quantityName)
    {
        var quantity = reading.At(line, "BT-129", quantityName);
        var item = reading.At(line, "BG-31", "Item");
        var price = reading.At(line, "BG-29", "Price");
        var discount = Discount(reading, price);
        var category = reading.At(item, "BT-151", "ClassifiedTaxCategory");
        return new InvoiceLine
        {
            Id = reading.Need(reading.Line(line, "BT-126", "ID"), "BR-21", "BT-126", "the line identifier", line),
            Note = reading.Text(line, "BT-127", "Note"),
            InvoicedObject = reading.Line(line, "BT-128", "DocumentReference", "ID"),
            InvoicedObjectScheme = UblIdentifiers.SchemeAt(reading, line, "BT-128", "DocumentReference", "ID"),
            Quantity = reading.Need(reading.Number(line, "BT-129", quantityName), "BR-22", "BT-129", "the quantity", line),
            Unit = reading.Need(reading.Attribute(quantity, "BT-130", "unitCode"), "BR-23", "BT-130", "the unit of the quantity", line),
            NetAmount = reading.Need(reading.Amount(line, "BT-131", "LineExtensionAmount"), "BR-24", "BT-131", "the line net amount", line),
            OrderLineReference = reading.Line(line, "BT-132", "OrderLineReference", "LineID"),
            BuyerAccountingReference = reading.Line(line, "BT-133", "AccountingCost"),
            Period = UblPeriods.Read(reading, line, "BG-26", "BT-134", "BT-135", "BR-30"),
            AllowanceCharges = UblAllowances.OfLine(reading, line),
            NetPrice = NetPrice(reading, price, line),
            PriceDiscount = reading.Number(discount, "BT-147", "Amount"),
            GrossPrice = reading.Number(discount, "BT-148", "BaseAmount"),
            PriceBaseQuantity = BaseQuantity(reading, price),
            PriceBaseUnit = reading.Attribute(reading.At(price, "BT-149", "BaseQuantity"), "BT-150", "unitCode"),
            VatCategory = reading.Need(UblCodes.VatCategory(reading, category, "BT-151", "BR-CL-18"), "BR-CO-04", "BT-151", "the VAT category of the line", line),
            VatRate = reading.Number(category, "BT-152", "Percent"),
            ItemName = reading.Need(reading.Text(item, "BT-153", "Name"), "BR-25", "BT-153", "the item name", line),
            ItemDescription = reading.Text(item, "BT-154", "Description"),
            SellerItemId = reading.Line(item, "BT-155", "SellersItemIdentification", "ID"),
            BuyerItemId = reading.Line(item, "BT-156", "BuyersItemIdentification", "ID"),
            StandardItemId = UblIdentifiers.At(reading, item, "BT-157", "StandardItemIdentification", "ID"),
            Classifications = [.. (item?.All("CommodityClassification") ?? []).Select(each => Classification(reading, each)).OfType<ItemClassification>()],
            OriginCountry = reading.Line(item, "BT-159", "OriginCountry", "IdentificationCode"),
            Attributes = [.. (item?.All("AdditionalItemProperty") ?? []).Select(property => Attribute(reading, property))],
        };
    }

    private static decimal NetPrice(UblReading reading, UblElement? price, UblElement line)
    {
        var net = reading.Need(reading.Number(price, "BT-146", "PriceAmount"), "BR-26", "BT-146", "the item net price", line);
        if (net < 0)
            reading.Report("BR-27", "BT-146", ShownValue.Of(net), "The item net price is negative.", "Make the quantity negative instead.", price!.Line);
        foreach (var discount in price?.All("AllowanceCharge") ?? [])
        {
            if (reading.Number(discount, "BT-148", "BaseAmount") is < 0 and var gross)
                reading.Report("BR-28", "BT-148", ShownValue.Of(gross), "The item gross price is negative.", "Make the quantity negative instead.", discount.Line);
        }
        return net;
    }

    /// <summary>What was taken off the gross price. EN 16931 knows no charge on a price.</summary>
    private static UblElement? Discount(UblReading reading, UblElement? price) =>
        reading.At(price, "BT-147", "AllowanceCharge") is { } change && reading.Line(change, "BT-147", "ChargeIndicator") is not ("true" or "1") ? change : null;

    private static decimal BaseQuantity(UblReading reading, UblElement? price)
    {
        var quantity = reading.Number(price, "BT-149", "BaseQuantity") ?? 1;
        if (quantity > 0)
            return quantity;

        reading.Refuse("price_base_quantity", "BT-149", ShownValue.Of(quantity), "The price base quantity is not above 0.", "Give the quantity that the price is for.", price!.Line);
        return 1;
    }

    private static ItemClassification? Classification(UblReading reading, UblElement classification)
    {
        var code = reading.At(classification, "BT-158", "ItemClassificationCode");
        return reading.Checked(code, "BT-158", mayBreak: false) is { } value
            ? new ItemClassification(value, reading.Attribute(code, "BT-158", "listID"), reading.Attribute(code, "BT-158", "listVersionID"))
            : null;
    }

    private static KeyValuePair<string, string> Attribute(UblReading reading, UblElement property) => new(
        reading.Need(reading.Line(property, "BT-160", "Name"), "BR-54", "BT-160", "the name of the item attribute", property),
        reading.Need(reading.Text(property, "BT-161", "Value"), "BR-54", "BT-161", "the value of the item attribute", property));
}
