using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.Ubl;

/// <summary>Reads the totals and the VAT breakdown (BG-22, BG-23).</summary>
internal static class UblTotals
{
    public static InvoiceTotals Read(UblReading reading, UblElement root)
    {
        var totals = reading.At(root, "BG-22", "LegalMonetaryTotal");
        var near = totals ?? root;
        return new InvoiceTotals
        {
            LineNet = reading.Need(reading.Amount(totals, "BT-106", "LineExtensionAmount"), "BR-12", "BT-106", "the sum of line net amounts", near),
            Allowances = reading.Amount(totals, "BT-107", "AllowanceTotalAmount") ?? 0,
            Charges = reading.Amount(totals, "BT-108", "ChargeTotalAmount") ?? 0,
            WithoutVat = reading.Need(reading.Amount(totals, "BT-109", "TaxExclusiveAmount"), "BR-13", "BT-109", "the total without VAT", near),
            Vat = reading.Amount(TaxTotal(reading, root), "BT-110", "TaxAmount") ?? 0,
            VatInVatCurrency = VatInVatCurrency(reading, root),
            WithVat = reading.Need(reading.Amount(totals, "BT-112", "TaxInclusiveAmount"), "BR-14", "BT-112", "the total with VAT", near),
            Prepaid = reading.Amount(totals, "BT-113", "PrepaidAmount") ?? 0,
            Rounding = reading.Amount(totals, "BT-114", "PayableRoundingAmount") ?? 0,
            Payable = reading.Need(reading.Amount(totals, "BT-115", "PayableAmount"), "BR-15", "BT-115", "the amount due", near),
        };
    }

    public static IReadOnlyList<VatBreakdown> VatBreakdown(UblReading reading, UblElement root)
    {
        var total = TaxTotal(reading, root);
        var rows = (total?.All("TaxSubtotal") ?? []).Select(each => ReadRow(reading, each)).ToList();
        if (rows.Count == 0)
            reading.Missing("BR-CO-18", "BG-23", "the VAT breakdown", total ?? root);
        return rows;
    }

    private static VatBreakdown ReadRow(UblReading reading, UblElement subtotal)
    {
        var category = reading.At(subtotal, "BT-118", "TaxCategory");
        var code = reading.Need(UblCodes.VatCategory(reading, category, "BT-118", "BR-CL-17"), "BR-47", "BT-118", "the VAT category", subtotal);
        var rate = reading.Number(category, "BT-119", "Percent");
        if (rate is null && code is not ("O" or ""))
            reading.Missing("BR-48", "BT-119", "the VAT rate", subtotal);
        return new VatBreakdown(
            code,
            rate,
            reading.Need(reading.Amount(subtotal, "BT-116", "TaxableAmount"), "BR-45", "BT-116", "the taxable amount", subtotal),
            reading.Need(reading.Amount(subtotal, "BT-117", "TaxAmount"), "BR-46", "BT-117", "the VAT amount", subtotal),
            reading.Text(category, "BT-120", "TaxExemptionReason"))
        {
            ExemptionCode = reading.Line(category, "BT-121", "TaxExemptionReasonCode"),
        };
    }

    /// <summary>BT-111: the tax total in the accounting currency (BT-6). It takes part in no sum.</summary>
    private static decimal? VatInVatCurrency(UblReading reading, UblElement root)
    {
        if (reading.Line(root, "BT-6", "TaxCurrencyCode") is not { } vatCurrency || vatCurrency == reading.Currency)
            return null;

        var total = root.All("TaxTotal").FirstOrDefault(total => total.All("TaxAmount").FirstOrDefault()?.Attribute("currencyID") == vatCurrency);
        return reading.AmountIn(vatCurrency, total, "BT-111", "TaxAmount");
    }

    /// <summary>The tax total in the invoice's currency. A second one may stand beside it in the accounting currency (BT-6, BT-111).</summary>
    private static UblElement? TaxTotal(UblReading reading, UblElement root)
    {
        var totals = root.All("TaxTotal").ToList();
        if (totals.Count < 2)
            return totals.FirstOrDefault();

        var own = totals.FindAll(total => total.All("TaxAmount").FirstOrDefault()?.Attribute("currencyID") is not { } currency || reading.Currency is null || currency == reading.Currency);
        if (own.Count > 1 && !reading.IsBroken("BT-110"))
            reading.Refuse("BR-CO-15", "BT-110", "TaxTotal", "There is more than one VAT total in the currency of the invoice.", "Keep one; the other must be in the accounting currency (BT-6).", own[1].Line);
        return own.FirstOrDefault();
    }
}
