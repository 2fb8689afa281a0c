using System.Globalization;

namespace Dispatch.Documents.Invoices;

/// <summary>Finds the meter readings of an invoice among the item attributes of its lines.</summary>
public static class MeterReadings
{
    private const string Number = "meterNumber";
    private const string Previous = "previousReading";
    private const string Current = "currentReading";
    private const string Factor = "meterFactor";
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>The readings in the order of the lines. A line without two readings and a meter number gives none.</summary>
    public static IReadOnlyList<MeterReading> Of(Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return [.. invoice.Lines.Select(line => Of(line, invoice.Period)).OfType<MeterReading>()];
    }

    /// <summary>Adds a finding for each line that has a reading but cannot give a <see cref="MeterReading"/>.</summary>
    internal static void Find(Invoice invoice, List<InvoiceFinding> findings)
    {
        foreach (var line in invoice.Lines)
        {
            var reading = Attribute(line, Previous) ?? Attribute(line, Current);
            if (reading is not null && Of(line, invoice.Period) is null)
                findings.Add(new InvoiceFinding("meter_reading", "BT-161", ShownValue.Of(reading), $"Line {ShownValue.Of(line.Id)} has a meter reading, but not a meter number with two readings; it is shown as a plain attribute."));
        }
    }

    private static MeterReading? Of(InvoiceLine line, InvoicePeriod? invoicePeriod) =>
        (Attribute(line, Number) ?? line.InvoicedObject) is { } meter
        && Decimal(line, Previous) is { } previous
        && Decimal(line, Current) is { } current
        && (Attribute(line, Factor) is null ? 1 : Decimal(line, Factor)) is { } factor
            ? new MeterReading(line.Id, meter, previous, current, factor, line.Unit, line.Period ?? invoicePeriod)
            : null;

    private static decimal? Decimal(InvoiceLine line, string name) =>
        decimal.TryParse(Attribute(line, name), Style, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string? Attribute(InvoiceLine line, string name)
    {
        foreach (var attribute in line.Attributes)
        {
            if (attribute.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return attribute.Value;
        }
        return null;
    }
}
