using System.Globalization;

namespace Dispatch.Cli.Demo;

/// <summary>Invents a month's consumption and turns it into lines.</summary>
internal sealed class SampleLines(SampleRandom random)
{
    private int _meters = 40100;

    /// <summary>Electricity in two tariffs with grid usage and levies for one metering point.</summary>
    public IEnumerable<SampleLine> Electricity()
    {
        var meter = NextMeter();
        var high = Reading($"{meter} HT", 90, 420);
        var low = Reading($"{meter} NT", 60, 310);
        var total = high.Consumption + low.Consumption;
        return
        [
            new(SampleTariff.EnergyHigh, high.Consumption, high),
            new(SampleTariff.EnergyLow, low.Consumption, low),
            new(SampleTariff.GridHigh, high.Consumption),
            new(SampleTariff.GridLow, low.Consumption),
            new(SampleTariff.GridBase, 1),
            new(SampleTariff.Metering, 1),
            new(SampleTariff.SystemServices, total),
            new(SampleTariff.FederalLevy, total),
            new(SampleTariff.MunicipalLevy, total),
        ];
    }

    /// <summary>Water and waste water of one meter.</summary>
    public IEnumerable<SampleLine> Water()
    {
        var reading = Reading(NextMeter(), 4, 31);
        return
        [
            new(SampleTariff.Water, reading.Consumption, reading),
            new(SampleTariff.WaterBase, 1),
            new(SampleTariff.WasteWater, reading.Consumption),
            new(SampleTariff.WasteWaterBase, 1),
        ];
    }

    /// <summary>Too much charged for energy.</summary>
    public IEnumerable<SampleLine> Correction() => [new(SampleTariff.EnergyHigh, random.Next(20, 90)), new(SampleTariff.Metering, 1)];

    /// <summary>Fifteen-minute values of the last day as CSV.</summary>
    public string LoadProfile()
    {
        var rows = Enumerable.Range(0, 96).Select(quarter =>
            string.Create(CultureInfo.InvariantCulture, $"2026-10-31T{quarter / 4:00}:{quarter % 4 * 15:00}:00+01:00;0.{random.Next(20, 900):000}\n"));
        return "start;kWh\n" + string.Concat(rows);
    }

    private string NextMeter() => (_meters += 17).ToString(CultureInfo.InvariantCulture);

    private SampleReading Reading(string meter, int least, int limit)
    {
        var previous = random.Next(1000, 88000);
        return new(meter, previous, previous + random.Next(least, limit));
    }
}
