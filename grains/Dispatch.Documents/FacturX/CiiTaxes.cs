using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.FacturX;

/// <summary>Writes what document and lines have alike: VAT categories, periods, allowances and charges.</summary>
internal static class CiiTaxes
{
    private const string Vat = "VAT";

    /// <summary>A VAT category with its rate.</summary>
    public static void WriteCategory(CiiXml xml, string category, decimal? rate)
    {
        xml.Value("TypeCode", Vat);
        xml.Value("CategoryCode", category);
        xml.Number("RateApplicablePercent", rate);
    }

    /// <summary>The VAT breakdown (BG-23). The tax point (BT-7, BT-8) is one of the invoice; it stands in the first row alone.</summary>
    public static void WriteBreakdown(CiiXml xml, Invoice invoice)
    {
        for (var index = 0; index < invoice.VatBreakdown.Count; index++)
            WriteRow(xml, invoice.VatBreakdown[index], index == 0 ? invoice : null);
    }

    private static void WriteRow(CiiXml xml, VatBreakdown row, Invoice? taxPoint) => xml.Group("ApplicableTradeTax", () =>
    {
        xml.Amount("CalculatedAmount", row.TaxAmount);
        xml.Value("TypeCode", Vat);
        xml.Value("ExemptionReason", row.ExemptionReason);
        xml.Amount("BasisAmount", row.TaxableAmount);
        xml.Value("CategoryCode", row.Category);
        xml.Value("ExemptionReasonCode", row.ExemptionCode);
        xml.PlainDate("TaxPointDate", taxPoint?.TaxPointDate);
        xml.Value("DueDateTypeCode", TaxPointCodeOf(taxPoint?.TaxPointCode));
        xml.Number("RateApplicablePercent", row.Rate);
    });

    /// <summary>BG-14 or BG-26.</summary>
    public static void WritePeriod(CiiXml xml, InvoicePeriod? period) => xml.GroupIf(period is not null, "BillingSpecifiedPeriod", () =>
    {
        xml.Date("StartDateTime", period!.Start);
        xml.Date("EndDateTime", period.End);
    });

    /// <summary>BG-20, BG-21, BG-27 or BG-28.</summary>
    public static void WriteAllowanceCharge(CiiXml xml, AllowanceCharge change) => xml.Group("SpecifiedTradeAllowanceCharge", () =>
    {
        xml.Indicator("ChargeIndicator", change.IsCharge);
        xml.Number("CalculationPercent", change.Percent);
        xml.Amount("BasisAmount", change.BaseAmount);
        xml.Amount("ActualAmount", change.Amount);
        xml.Value("ReasonCode", change.ReasonCode);
        xml.Value("Reason", change.Reason);
        if (change.VatCategory is { } category)
            xml.Group("CategoryTradeTax", () => WriteCategory(xml, category, change.VatRate));
    });

    /// <summary>BT-8: UBL takes its codes from UNTDID 2005, CII from UNTDID 2475. Another code stays as it is.</summary>
    private static string? TaxPointCodeOf(string? code) => code switch
    {
        "3" => "5",
        "35" => "29",
        "432" => "72",
        _ => code,
    };
}
