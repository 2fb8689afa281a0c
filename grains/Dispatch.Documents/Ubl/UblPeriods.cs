using System.Globalization;
using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.Ubl;

/// <summary>Reads the periods BG-14 and BG-26.</summary>
internal static class UblPeriods
{
    public static InvoicePeriod? Read(UblReading reading, UblElement parent, string group, string startField, string endField, string rule)
    {
        var period = reading.At(parent, group, "InvoicePeriod");
        var start = reading.Date(period, startField, "StartDate");
        var end = reading.Date(period, endField, "EndDate");
        if (end < start)
            reading.Report(rule, endField, end.Value.ToString("O", CultureInfo.InvariantCulture), "The period ends before it starts.", $"Put {startField} and {endField} in order.", period!.Line);
        return start is null && end is null ? null : new InvoicePeriod(start, end);
    }
}
