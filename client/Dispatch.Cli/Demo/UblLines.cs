using System.Globalization;
using System.Xml.Linq;
using static Dispatch.Cli.Demo.UblNames;

namespace Dispatch.Cli.Demo;

/// <summary>Writes the lines (BG-25).</summary>
internal static class UblLines
{
    /// <summary>All lines of <paramref name="invoice"/>, numbered from 1.</summary>
    public static IEnumerable<XElement> Of(SampleInvoice invoice) => invoice.Lines.Select((line, index) => Line(invoice, line, index + 1));

    private static XElement Line(SampleInvoice invoice, SampleLine line, int number)
    {
        var isCreditNote = invoice.Corrects is not null;
        return Group(isCreditNote ? "CreditNoteLine" : "InvoiceLine",
            Value("ID", number.ToString(CultureInfo.InvariantCulture)),
            new XElement(
                Basic + (isCreditNote ? "CreditedQuantity" : "InvoicedQuantity"),
                new XAttribute("unitCode", line.Tariff.Unit),
                Number(line.Quantity)),
            Amount("LineExtensionAmount", line.Net, invoice.Currency),
            line.Reading is null ? null : Period(SampleUtility.PeriodStart, SampleUtility.IssueDate),
            Group("Item",
                Value("Name", line.Tariff.Name.In(invoice.Subscription.Language)),
                Group("SellersItemIdentification", Value("ID", line.Tariff.Code)),
                TaxCategory("ClassifiedTaxCategory", line.Tariff.VatRate),
                line.Reading is null ? null : Attributes(line.Reading)),
            Group("Price", new XElement(Basic + "PriceAmount", new XAttribute("currencyID", invoice.Currency), Number(line.Tariff.Price))));
    }

    private static IEnumerable<XElement> Attributes(SampleReading reading) =>
    [
        Attribute("meterNumber", reading.MeterNumber),
        Attribute("previousReading", Number(reading.Previous)),
        Attribute("currentReading", Number(reading.Current)),
    ];

    private static XElement Attribute(string name, string value) =>
        Group("AdditionalItemProperty", Value("Name", name), Value("Value", value));
}
