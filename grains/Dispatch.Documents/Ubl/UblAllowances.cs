using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.Ubl;

/// <summary>Reads allowances and charges of the document (BG-20, BG-21) and of a line (BG-27, BG-28).</summary>
internal static class UblAllowances
{
    private sealed record Terms(string Amount, string Base, string Percent, string Reason, string ReasonCode, string Category, string Rate, string AmountRule, string CategoryRule, string ReasonRule);

    private static readonly Terms DocumentAllowance = new("BT-92", "BT-93", "BT-94", "BT-97", "BT-98", "BT-95", "BT-96", "BR-31", "BR-32", "BR-33");
    private static readonly Terms DocumentCharge = new("BT-99", "BT-100", "BT-101", "BT-104", "BT-105", "BT-102", "BT-103", "BR-36", "BR-37", "BR-38");
    private static readonly Terms LineAllowance = new("BT-136", "BT-137", "BT-138", "BT-139", "BT-140", "", "", "BR-41", "", "BR-42");
    private static readonly Terms LineCharge = new("BT-141", "BT-142", "BT-143", "BT-144", "BT-145", "", "", "BR-43", "", "BR-44");

    public static IReadOnlyList<AllowanceCharge> OfDocument(UblReading reading, UblElement root) =>
        [.. root.All("AllowanceCharge").Select(each => Read(reading, each, DocumentAllowance, DocumentCharge))];

    public static IReadOnlyList<AllowanceCharge> OfLine(UblReading reading, UblElement line) =>
        [.. line.All("AllowanceCharge").Select(each => Read(reading, each, LineAllowance, LineCharge))];

    private static AllowanceCharge Read(UblReading reading, UblElement element, Terms allowance, Terms charge)
    {
        var isCharge = IsCharge(reading, element, allowance.Amount);
        var terms = isCharge ? charge : allowance;
        var result = new AllowanceCharge
        {
            IsCharge = isCharge,
            Amount = reading.Need(reading.Amount(element, terms.Amount, "Amount"), terms.AmountRule, terms.Amount, "the amount of the allowance or charge", element),
            BaseAmount = reading.Amount(element, terms.Base, "BaseAmount"),
            Percent = reading.Number(element, terms.Percent, "MultiplierFactorNumeric"),
            Reason = reading.Text(element, terms.Reason, "AllowanceChargeReason"),
            ReasonCode = reading.Line(element, terms.ReasonCode, "AllowanceChargeReasonCode"),
            VatCategory = terms.Category.Length == 0 ? null : Category(reading, element, terms),
            VatRate = terms.Category.Length == 0 ? null : reading.Number(element, terms.Rate, "TaxCategory", "Percent"),
        };
        if (result.Reason is null && result.ReasonCode is null)
            reading.Missing(terms.ReasonRule, terms.Reason, "the reason of the allowance or charge", element);
        return result;
    }

    private static string Category(UblReading reading, UblElement element, Terms terms)
    {
        var category = reading.At(element, terms.Category, "TaxCategory");
        return reading.Need(UblCodes.VatCategory(reading, category, terms.Category, "BR-CL-18"), terms.CategoryRule, terms.Category, "the VAT category of the allowance or charge", element);
    }

    private static bool IsCharge(UblReading reading, UblElement element, string field)
    {
        switch (reading.Line(element, field, "ChargeIndicator"))
        {
            case "true" or "1":
                return true;
            case "false" or "0":
                return false;
            case var other:
                reading.Refuse("charge_indicator", field, other, "ChargeIndicator is neither true nor false.", "Say true for a charge, false for an allowance.", element.Line);
                return false;
        }
    }
}
