using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.Rendering.Layout;

/// <summary>The small print under the name of a line.</summary>
internal static class LineDetails
{
    // Shown in the table of readings instead.
    private static readonly HashSet<string> s_readingNames =
        new(["meterNumber", "previousReading", "currentReading", "meterFactor"], StringComparer.OrdinalIgnoreCase);

    /// <summary>One text per fact; each may take several lines.</summary>
    public static IEnumerable<string> Of(InvoiceLine line, RenderContext context)
    {
        var (words, figures) = (context.Words, context.Figures);
        var reading = context.Request.MeterReadings.FirstOrDefault(reading => reading.LineId == line.Id);

        if (!string.IsNullOrWhiteSpace(line.ItemDescription) && line.ItemDescription != line.ItemName)
            yield return line.ItemDescription;
        if (line.Period is { } period && period != context.Invoice.Period)
            yield return figures.Period(period.Start, period.End);
        if (!string.IsNullOrWhiteSpace(line.InvoicedObject) && line.InvoicedObject != reading?.MeterNumber)
            yield return $"{words.MeteringPoint} {line.InvoicedObject}";

        var attributes = line.Attributes.Where(attribute => reading is null || !s_readingNames.Contains(attribute.Key)).ToList();
        if (attributes.Count > 0)
            yield return string.Join(" · ", attributes.Select(attribute => $"{attribute.Key}: {attribute.Value}"));
        if (!string.IsNullOrWhiteSpace(line.Note))
            yield return line.Note;
        if (line.PriceBaseQuantity != 1)
            yield return words.PricePer($"{figures.Quantity(line.PriceBaseQuantity)} {context.Unit(line.Unit, line.PriceBaseQuantity)}");
        foreach (var change in line.AllowanceCharges)
            yield return $"{Label(change, context)}: {figures.Amount(change.IsCharge ? change.Amount : -change.Amount)}";
    }

    /// <summary>The reason of an allowance or charge with its rate, or the plain word.</summary>
    public static string Label(AllowanceCharge change, RenderContext context)
    {
        var reason = string.IsNullOrWhiteSpace(change.Reason) ? change.IsCharge ? context.Words.Charge : context.Words.Allowance : change.Reason;
        return (change.Percent, change.BaseAmount) switch
        {
            ({ } percent, { } basis) => context.Words.On($"{reason} {context.Figures.Percent(percent)}", context.Figures.Amount(basis)),
            ({ } percent, null) => $"{reason} {context.Figures.Percent(percent)}",
            _ => reason,
        };
    }
}
