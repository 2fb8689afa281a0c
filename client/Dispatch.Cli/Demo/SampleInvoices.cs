using System.Globalization;

namespace Dispatch.Cli.Demo;

/// <summary>
/// Makes the month's invoices: one for each subscription, a second one for water where both are billed apart, and credit notes.
/// A few subscriptions stand for what is rare: see the constants.
/// </summary>
internal sealed class SampleInvoices
{
    private const SampleMix LongInvoice = SampleMix.PropertyManager;             // German: 66 lines, three pages
    private const SampleMix PaidInAdvance = SampleMix.LastValidDay;              // French: nothing left to pay
    private const SampleMix WithLoadProfile = SampleMix.EmailToContractingParty; // German: a text/csv attachment
    private const SampleMix InEuro = SampleMix.PostToDistributionAddress;        // English: the customer who lives abroad
    private const int LongInvoiceMeterCount = 22;

    private static readonly int[] _numbersOfTheOldSystem = [12, 48, 97];
    private static readonly int[] _creditedSubscriptions = [1, 8, 66];

    private readonly SampleLines _lines = new(new SampleRandom(20261031));
    private readonly List<SampleInvoice> _invoices = [];

    /// <summary>All invoices and credit notes in the order of their files.</summary>
    public IReadOnlyList<SampleInvoice> Build(IReadOnlyList<SampleSubscription> subscriptions)
    {
        for (var index = 0; index < subscriptions.Count; index++)
            AddInvoice(subscriptions[index], FirstLines(subscriptions[index], index));
        foreach (var subscription in subscriptions.Where((_, index) => HasWaterApart(index)))
            AddInvoice(subscription, _lines.Water());
        foreach (var index in _creditedSubscriptions)
            AddCreditNote(subscriptions[index], _invoices[index].Number);
        return _invoices;
    }

    private static bool HasWaterApart(int subscription) => subscription % 8 < 5;

    private static bool Is(SampleSubscription subscription, SampleMix mix, string language) =>
        subscription.Mix == mix && subscription.Language == language;

    private IEnumerable<SampleLine> FirstLines(SampleSubscription subscription, int index)
    {
        if (Is(subscription, LongInvoice, "de"))
            return Enumerable.Range(0, LongInvoiceMeterCount).SelectMany(_ => _lines.Electricity().Where(line => IsOnLongInvoice(line.Tariff)));
        return HasWaterApart(index) ? _lines.Electricity() : _lines.Electricity().Concat(_lines.Water());
    }

    private static bool IsOnLongInvoice(SampleTariff tariff) =>
        tariff == SampleTariff.EnergyHigh || tariff == SampleTariff.EnergyLow || tariff == SampleTariff.GridBase;

    private void AddInvoice(SampleSubscription subscription, IEnumerable<SampleLine> lines)
    {
        var position = _invoices.Count + 1;
        var isFirst = position <= SampleUtility.SubscriptionCount;
        var currency = Is(subscription, InEuro, "en") ? "EUR" : "CHF";
        var isPaidInAdvance = isFirst && Is(subscription, PaidInAdvance, "fr");
        SampleLine[] all = [.. lines];
        _invoices.Add(new(FileName(position), Number(position), subscription, all)
        {
            Currency = currency,
            Payment = Payment(position, currency, subscription),
            ReferencedByBuyerReference = position % 7 == 3,
            ReferencedByContract = position % 3 == 1,
            LoadProfile = isFirst && Is(subscription, WithLoadProfile, "de") ? _lines.LoadProfile() : null,
            Totals = SampleTotals.Of(all, currency, gross => Prepaid(gross, position, isPaidInAdvance)),
        });
    }

    private void AddCreditNote(SampleSubscription subscription, string corrects)
    {
        var position = _invoices.Count + 1;
        SampleLine[] lines = [.. _lines.Correction()];
        _invoices.Add(new(FileName(position), Number(position), subscription, lines)
        {
            Corrects = corrects,
            Totals = SampleTotals.Of(lines, "CHF", _ => 0),
        });
    }

    private static decimal Prepaid(decimal gross, int position, bool isPaidInAdvance)
    {
        if (isPaidInAdvance)
            return SampleTotals.ToFiveCentimes(gross);
        return position % 5 == 2 ? Math.Floor(gross / 20) * 10 : 0; // two instalments of about a quarter each
    }

    private static SamplePayment Payment(int position, string currency, SampleSubscription subscription)
    {
        var serial = position.ToString("0000", CultureInfo.InvariantCulture);
        var creditorReference = CheckDigits.CreditorReference($"202610{serial}");
        if (currency == "EUR")
            return new("58", creditorReference, SampleBiller.EuroIban);
        if (position % 11 == 5)
        {
            var account = CheckDigits.Iban("CH", $"09998{position:000000000000}");
            return new("59", creditorReference, null, $"M-{subscription.Number[2..]}", account);
        }

        return position % 9 == 4
            ? new("30", creditorReference, SampleBiller.PlainIban)
            : new("30", CheckDigits.QrReference(subscription.Number[2..] + $"202610{serial}".PadLeft(21, '0')), SampleBiller.Seehalden.Iban);
    }

    private static string FileName(int position) => $"2026-10-{position:0000}.xml";

    private static string Number(int position) =>
        _numbersOfTheOldSystem.Contains(position) ? $"R 2026/10/{position:0000}" : $"2026-10-{position:0000}";
}
