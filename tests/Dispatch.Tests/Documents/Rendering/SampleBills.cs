using System.Text;
using Dispatch.Documents.Invoices;
using Dispatch.Documents.Payments;
using Dispatch.Documents.Rendering;

namespace Dispatch.Tests.Documents.Rendering;

/// <summary>Bills of invented utilities: electricity and water with two VAT rates, readings, instalments and 5-rappen rounding.</summary>
internal static class SampleBills
{
    public static readonly string[] Addressee = ["Frau", "Zoë Müller-Grüniger", "Seestrasse 12", "8700 Küsnacht ZH"];

    private static readonly byte[] s_logo = Encoding.UTF8.GetBytes(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 220 60">
          <path fill="#144a5c" d="M30 4 C18 22 10 32 10 42 a20 16 0 0 0 40 0 C50 32 42 22 30 4 Z"/>
          <path fill="#f2b233" d="M32 22 L21 41 H29 L26 55 L39 35 H31 Z"/>
          <rect x="66" y="16" width="120" height="9" rx="4.5" fill="#144a5c"/>
          <rect x="66" y="34" width="84" height="9" rx="4.5" fill="#7fa9b5"/>
        </svg>
        """);

    public static DocumentAppearance Appearance { get; } = new(
        "Stadtwerke Seebach AG", ["Werkstrasse 7", "8702 Zollikon", "Telefon 044 555 12 00", "www.stadtwerke-seebach.example"], s_logo, EnvelopeWindow.Left);

    public static PostalAddress Home { get; } = new() { Street = "Seestrasse 12", PostalCode = "8700", City = "Küsnacht ZH", Country = "CH" };

    public static Invoice ElectricityAndWater { get; } = WithTotals(new Invoice
    {
        Number = "2027-004711",
        IssueDate = new DateOnly(2027, 1, 8),
        DueDate = new DateOnly(2027, 2, 7),
        TypeCode = "380",
        Currency = "CHF",
        BuyerReference = "K-10 4432",
        ContractReference = "V-88 2107",
        PaymentTerms = "Zahlbar innert 30 Tagen netto. Bitte verwenden Sie den untenstehenden Zahlteil.",
        Notes =
        [
            "Guten Tag Frau Müller-Grüniger",
            "Vielen Dank, dass Sie Strom und Wasser von uns beziehen. Für das vierte Quartal 2026 rechnen wir wie folgt ab. Ihr Verbrauch lag 4 % unter jenem des Vorjahres.",
        ],
        Period = new InvoicePeriod(new DateOnly(2026, 10, 1), new DateOnly(2026, 12, 31)),
        Seller = new InvoiceParty
        {
            Name = "Stadtwerke Seebach AG",
            VatId = "CHE-123.456.788 MWST",
            LegalInformation = "Sitz Zollikon",
            Address = new PostalAddress { Street = "Werkstrasse 7", PostalCode = "8702", City = "Zollikon", Country = "CH" },
            ContactName = "Kundendienst",
            ContactTelephone = "044 555 12 34",
            ContactEmail = "rechnung@seebach.example",
        },
        Buyer = new InvoiceParty { Name = "Zoë Müller-Grüniger", Address = Home },
        Delivery = new Delivery("Wohnung 3. OG links", null, Home),
        Totals = new InvoiceTotals { LineNet = 0, WithoutVat = 0, WithVat = 0, Payable = 0, Prepaid = 180 },
        VatBreakdown = [],
        Lines =
        [
            Line("1", "Energie Hochtarif", 812.4m, "KWH", 0.14315m, 8.1m) with { ItemDescription = "Seebach Natur, Mo–Sa 7–20 Uhr" },
            Line("2", "Energie Niedertarif", 463m, "KWH", 0.1187m, 8.1m) with { ItemDescription = "Seebach Natur, übrige Zeit" },
            Line("3", "Netznutzung", 1275.4m, "KWH", 0.0962m, 8.1m),
            Line("4", "Grundpreis Netz", 3, "MON", 6.5m, 8.1m),
            Line("5", "Systemdienstleistungen Swissgrid", 1275.4m, "KWH", 0.0055m, 8.1m),
            Line("6", "Netzzuschlag Art. 35 EnG", 1275.4m, "KWH", 0.023m, 8.1m) with { Note = "Gesetzliche Abgabe für erneuerbare Energien" },
            Line("7", "Wasserbezug", 31, "MTQ", 1.85m, 2.6m) with { Attributes = [new("Zone", "Obersee"), new("Wasserhärte", "24 °fH")] },
            Line("8", "Grundpreis Wasser", 3, "MON", 9m, 2.6m),
        ],
    });

    public static IReadOnlyList<MeterReading> Readings { get; } =
    [
        new("1", "EL-3309412 HT", 48211.2m, 49023.6m, 1, "KWH", ElectricityAndWater.Period),
        new("2", "EL-3309412 NT", 30877m, 31340m, 1, "KWH", ElectricityAndWater.Period),
        new("7", "WA-88120", 1203m, 1234m, 1, "MTQ", ElectricityAndWater.Period),
    ];

    public static SwissQrBill QrBill { get; } = WithPayload(new SwissQrBill
    {
        Iban = "CH4431999123000889012",
        Creditor = new QrAddress("Stadtwerke Seebach AG", "Werkstrasse", "7", "8702", "Zollikon", "CH"),
        Amount = ElectricityAndWater.Totals.Payable,
        Currency = "CHF",
        Debtor = new QrAddress("Zoë Müller-Grüniger", "Seestrasse", "12", "8700", "Küsnacht ZH", "CH"),
        ReferenceType = "QRR",
        Reference = "210000000003139471430009017",
        Message = "Rechnung 2027-004711",
        Payload = "",
    });

    public static EpcCreditTransfer EpcTransfer { get; } = new()
    {
        Iban = "DE89370400440532013000",
        Bic = "COBADEFFXXX",
        BeneficiaryName = "Stadtwerke Überlingen GmbH",
        Amount = 412.35m,
        Remittance = "RF18539007547034",
        Payload = "BCD\n002\n1\nSCT\nCOBADEFFXXX\nStadtwerke Überlingen GmbH\nDE89370400440532013000\nEUR412.35\n\nRF18539007547034",
    };

    public static RenderRequest Request { get; } = new(ElectricityAndWater, DocumentLanguage.De, Addressee, Appearance, IsPreview: false) { MeterReadings = Readings };

    public static PaymentPart Payment { get; } = new PaymentPart.SwissQr(QrBill);

    public static InvoiceLine Line(string id, string name, decimal quantity, string unit, decimal price, decimal vatRate) => new()
    {
        Id = id,
        ItemName = name,
        Quantity = quantity,
        Unit = unit,
        NetPrice = price,
        NetAmount = Rounded(quantity * price),
        VatCategory = "S",
        VatRate = vatRate,
    };

    /// <summary>The same bill with so many lines more.</summary>
    public static Invoice WithMoreLines(int count) => WithTotals(ElectricityAndWater with
    {
        Lines = [.. ElectricityAndWater.Lines, .. Enumerable.Range(1, count).Select(number => Line($"m{number}", $"Messstelle {number:000} Allgemeinstrom", 100 + number, "KWH", 0.13725m, 8.1m))],
    });

    /// <summary>Adds up the lines, allowances and charges; the amount payable is rounded to 5 rappen.</summary>
    public static Invoice WithTotals(Invoice invoice)
    {
        var lineNet = invoice.Lines.Sum(line => line.NetAmount);
        var bases = invoice.Lines.Select(line => (Rate: line.VatRate!.Value, line.NetAmount))
            .Concat(invoice.AllowanceCharges.Select(change => (Rate: change.VatRate!.Value, NetAmount: change.IsCharge ? change.Amount : -change.Amount)));
        var breakdown = bases.GroupBy(part => part.Rate, part => part.NetAmount).OrderByDescending(group => group.Key)
            .Select(group => new VatBreakdown("S", group.Key, group.Sum(), Rounded(group.Sum() * group.Key / 100), null)).ToList();
        var (withoutVat, vat) = (breakdown.Sum(row => row.TaxableAmount), breakdown.Sum(row => row.TaxAmount));
        var open = withoutVat + vat - invoice.Totals.Prepaid;
        var payable = Math.Round(open * 20, 0, MidpointRounding.AwayFromZero) / 20;
        return invoice with
        {
            VatBreakdown = breakdown,
            Totals = invoice.Totals with
            {
                LineNet = lineNet,
                Allowances = invoice.AllowanceCharges.Where(change => !change.IsCharge).Sum(change => change.Amount),
                Charges = invoice.AllowanceCharges.Where(change => change.IsCharge).Sum(change => change.Amount),
                WithoutVat = withoutVat,
                Vat = vat,
                WithVat = withoutVat + vat,
                Rounding = payable - open,
                Payable = payable,
            },
        };
    }

    /// <summary>The payload as the guidelines prescribe it, written without the project's own builder.</summary>
    public static SwissQrBill WithPayload(SwissQrBill bill)
    {
        string[] debtor = bill.Debtor is { } who ? Address(who) : ["", "", "", "", "", "", ""];
        string[] lines =
        [
            "SPC", "0200", "1", bill.Iban, .. Address(bill.Creditor), "", "", "", "", "", "", "",
            FormattableString.Invariant($"{bill.Amount:0.00}"), bill.Currency, .. debtor, bill.ReferenceType, bill.Reference, bill.Message, "EPD",
        ];
        return bill with { Payload = string.Join('\n', lines) };
    }

    private static string[] Address(QrAddress of) => ["S", of.Name, of.Street, of.BuildingNumber, of.PostalCode, of.City, of.Country];

    private static decimal Rounded(decimal value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);
}
