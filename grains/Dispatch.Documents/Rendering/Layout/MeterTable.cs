using Dispatch.Documents.Drawing;
using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.Rendering.Layout;

/// <summary>The readings that explain the quantities of the lines.</summary>
internal sealed class MeterTable(RenderContext context)
{
    private const double RowHeight = 5.4;
    private const double PeriodLeft = 62;
    private const double PreviousRight = 126;
    private const double CurrentRight = 147;
    private const double FactorRight = 162;
    private const double UnitLeft = 181;
    private const double UnitWidth = Grid.Right - UnitLeft;
    private const double ConsumptionRight = UnitLeft - 1.3;

    private readonly bool _hasFactors = context.Request.MeterReadings.Any(reading => reading.Factor != 1);

    public void AddTo(PageFlow flow)
    {
        var readings = context.Request.MeterReadings;
        if (readings.Count == 0)
            return;

        var head = Head();
        flow.Keep(8 + head.Height + (2 * RowHeight));
        flow.Add(TableParts.Heading(context.Words.MeterReadings));
        flow.BeginTable(new TableFrame(head, Carried: null));
        foreach (var reading in readings)
            flow.Add(Row(reading));
        flow.EndTable();
        flow.Add(Block.Space(5));
    }

    private Block Head()
    {
        var words = context.Words;
        List<(double, string, TextAlign)> columns =
        [
            (Grid.Left, words.Meter, TextAlign.Left),
            (PeriodLeft, words.Period, TextAlign.Left),
            (PreviousRight, words.PreviousReading, TextAlign.Right),
            (CurrentRight, words.CurrentReading, TextAlign.Right),
            (Grid.Right, words.Consumption, TextAlign.Right),
        ];
        if (_hasFactors)
            columns.Add((FactorRight, words.Factor, TextAlign.Right));
        return TableParts.Head(columns);
    }

    private Block Row(MeterReading reading)
    {
        var figures = context.Figures;
        var consumption = (reading.Current - reading.Previous) * reading.Factor;
        var meter = TextWrap.Lines(reading.MeterNumber, Theme.Body, PeriodLeft - Grid.Left - 2);
        var period = reading.Period is { } of ? figures.Period(of.Start, of.End) : "";
        var unit = TextWrap.Lines(context.Unit(reading.Unit, consumption), Theme.Body, UnitWidth)[0];
        var height = RowHeight + ((meter.Count - 1) * Theme.BodyPitch);
        return new Block(height, (drawing, top) =>
        {
            var baseline = top + 3.5;
            for (var index = 0; index < meter.Count; index++)
                drawing.Text(Grid.Left, baseline + (index * Theme.BodyPitch), meter[index], Theme.Body);
            drawing.Text(PeriodLeft, baseline, period, Theme.Small);
            drawing.Text(PreviousRight, baseline, figures.Quantity(reading.Previous), Theme.Body, TextAlign.Right);
            drawing.Text(CurrentRight, baseline, figures.Quantity(reading.Current), Theme.Body, TextAlign.Right);
            if (_hasFactors)
                drawing.Text(FactorRight, baseline, figures.Quantity(reading.Factor), Theme.Body, TextAlign.Right);
            drawing.Text(ConsumptionRight, baseline, figures.Quantity(consumption), Theme.Strong, TextAlign.Right);
            drawing.Text(UnitLeft, baseline, unit, Theme.Body);
            TableParts.RowRule(drawing, top + height - 0.4);
        });
    }
}
