using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.Ubl;

/// <summary>
/// The sums of EN 16931 in exact decimals. The standard's own rules let a VAT amount be wrong by almost one unit of currency; here
/// BR-CO-17 allows 0.01, and the taxable amounts (BR-S-08 and its sisters) none, which all official examples meet. A rule whose
/// terms could not be read says nothing.
/// </summary>
internal static class InvoiceArithmetic
{
    private const decimal VatTolerance = 0.01m;

    public static void Check(UblReading reading, Invoice invoice, InvoiceReadOptions options)
    {
        CheckTotals(reading, invoice);
        CheckVat(reading, invoice);
        CheckTaxableAmounts(reading, invoice);
        CheckLines(reading, invoice, options);
    }

    private static void CheckTotals(UblReading reading, Invoice invoice)
    {
        var totals = invoice.Totals;
        Expect(reading, "BR-CO-10", "BT-106", totals.LineNet, invoice.Lines.Sum(line => line.NetAmount), "the sum of the line net amounts (BT-131)", "BT-131");
        Expect(reading, "BR-CO-11", "BT-107", totals.Allowances, Sum(invoice, isCharge: false), "the sum of the document's allowances (BT-92)", "BT-92");
        Expect(reading, "BR-CO-12", "BT-108", totals.Charges, Sum(invoice, isCharge: true), "the sum of the document's charges (BT-99)", "BT-92", "BT-99");
        Expect(reading, "BR-CO-13", "BT-109", totals.WithoutVat, totals.LineNet - totals.Allowances + totals.Charges, "BT-106 - BT-107 + BT-108", "BT-106", "BT-107", "BT-108");
        if (invoice.VatBreakdown.Count > 0)
            Expect(reading, "BR-CO-14", "BT-110", totals.Vat, invoice.VatBreakdown.Sum(row => row.TaxAmount), "the sum of the VAT amounts (BT-117)", "BT-117");
        Expect(reading, "BR-CO-15", "BT-112", totals.WithVat, totals.WithoutVat + totals.Vat, "BT-109 + BT-110", "BT-109", "BT-110");
        Expect(reading, "BR-CO-16", "BT-115", totals.Payable, totals.WithVat - totals.Prepaid + totals.Rounding, "BT-112 - BT-113 + BT-114", "BT-112", "BT-113", "BT-114");
    }

    private static void CheckVat(UblReading reading, Invoice invoice)
    {
        if (reading.IsBroken("BT-116", "BT-117", "BT-119"))
            return;

        foreach (var row in invoice.VatBreakdown)
        {
            var expected = RoundToCent(row.TaxableAmount * (row.Rate ?? 0) / 100);
            if (Math.Abs(row.TaxAmount - expected) > VatTolerance)
                Report(reading, "BR-CO-17", "BT-117", row.TaxAmount, expected, $"{ShownValue.Of(row.TaxableAmount)} at {ShownValue.Of(row.Rate ?? 0)} %");
        }
    }

    private static void CheckTaxableAmounts(UblReading reading, Invoice invoice)
    {
        if (reading.IsBroken("BT-92", "BT-95", "BT-99", "BT-102", "BT-116", "BT-118", "BT-131", "BT-151"))
            return;

        var lines = invoice.Lines.Select(line => (Key: Key(line.VatCategory, line.VatRate), Amount: line.NetAmount));
        var others = invoice.AllowanceCharges.Select(each => (Key: Key(each.VatCategory!, each.VatRate), Amount: each.IsCharge ? each.Amount : -each.Amount));
        var expected = lines.Concat(others).GroupBy(each => each.Key, each => each.Amount).ToDictionary(group => group.Key, group => group.Sum());
        var given = invoice.VatBreakdown.GroupBy(row => Key(row.Category, row.Rate), row => row.TaxableAmount).ToDictionary(group => group.Key, group => group.Sum());
        foreach (var key in expected.Keys.Union(given.Keys))
        {
            if (key.Rate is not null && reading.IsBroken("BT-96", "BT-103", "BT-119", "BT-152"))
                continue;

            var taxable = given.GetValueOrDefault(key);
            var sum = expected.GetValueOrDefault(key);
            if (taxable != sum)
                Report(reading, $"BR-{UblCodes.VatCategories[key.Category]}-08", "BT-116", taxable, sum, $"the lines, charges and allowances of category {key.Category}{(key.Rate is { } rate ? $" at {ShownValue.Of(rate)} %" : "")}");
        }
    }

    private static void CheckLines(UblReading reading, Invoice invoice, InvoiceReadOptions options)
    {
        if (reading.IsBroken("BT-129", "BT-131", "BT-136", "BT-141", "BT-146", "BT-149"))
            return;

        foreach (var line in invoice.Lines)
        {
            var expected = NetAmount(line);
            if (line.NetAmount == expected)
                continue;

            var message = $"Line {ShownValue.Of(line.Id)} has another net amount than quantity × price, rounded, with its allowances and charges: {(expected is { } net ? ShownValue.Of(net) : "too large to tell")}.";
            if (options.LineNets == LineNetRule.Refuse)
                reading.Report("line_net", "BT-131", ShownValue.Of(line.NetAmount), message, "Correct the line, or set Validation:LineNets to Find.", null);
            else
                reading.Findings.Add(new InvoiceFinding("line_net", "BT-131", ShownValue.Of(line.NetAmount), message));
        }
    }

    private static decimal? NetAmount(InvoiceLine line)
    {
        try
        {
            return RoundToCent(line.Quantity * line.NetPrice / line.PriceBaseQuantity) + line.AllowanceCharges.Sum(each => each.IsCharge ? each.Amount : -each.Amount);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>Only the categories that have several rates are told apart by rate.</summary>
    private static (string Category, decimal? Rate) Key(string category, decimal? rate) => (category, category is "S" or "L" or "M" ? rate ?? 0 : null);

    private static decimal Sum(Invoice invoice, bool isCharge) => invoice.AllowanceCharges.Where(each => each.IsCharge == isCharge).Sum(each => each.Amount);

    private static decimal RoundToCent(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);

    private static void Expect(UblReading reading, string rule, string field, decimal given, decimal expected, string formula, params ReadOnlySpan<string> terms)
    {
        if (given != expected && !reading.IsBroken(field) && !reading.IsBroken(terms))
            Report(reading, rule, field, given, expected, formula);
    }

    private static void Report(UblReading reading, string rule, string field, decimal given, decimal expected, string formula) => reading.Report(
        rule, field, ShownValue.Of(given), $"{field} is {ShownValue.Of(given)}, but {formula} gives {ShownValue.Of(expected)}.", "Correct the amounts.", reading.LineOf(field));
}
