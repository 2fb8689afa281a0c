namespace Dispatch.Cli.Demo;

/// <summary>The sums of an invoice (BG-22, BG-23), each exact in two decimals.</summary>
internal sealed record SampleTotals(
    IReadOnlyList<(decimal Rate, decimal Base, decimal Amount)> Vat, decimal Net, decimal Gross, decimal Prepaid, decimal Rounding)
{
    public decimal Payable => Gross - Prepaid + Rounding;

    /// <summary>Adds up <paramref name="lines"/> and subtracts what <paramref name="prepaid"/> says for the gross amount.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="currency">Swiss francs are paid in steps of five centimes.</param>
    /// <param name="prepaid">From the amount with VAT to what has been paid.</param>
    public static SampleTotals Of(IReadOnlyList<SampleLine> lines, string currency, Func<decimal, decimal> prepaid)
    {
        var vat = lines
            .GroupBy(line => line.Tariff.VatRate)
            .OrderByDescending(group => group.Key)
            .Select(group => (Rate: group.Key, Base: group.Sum(line => line.Net)))
            .Select(group => (group.Rate, group.Base, Amount: Round(group.Base * group.Rate / 100)))
            .ToArray();
        var net = lines.Sum(line => line.Net);
        var gross = net + vat.Sum(group => group.Amount);
        var paid = prepaid(gross);
        return new(vat, net, gross, paid, currency == "CHF" ? ToFiveCentimes(gross - paid) - (gross - paid) : 0);
    }

    /// <summary>The next multiple of 0.05.</summary>
    public static decimal ToFiveCentimes(decimal amount) => Math.Round(amount * 20, 0, MidpointRounding.AwayFromZero) / 20;

    private static decimal Round(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}
