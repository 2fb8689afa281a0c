namespace Dispatch.Cli.Demo;

/// <summary>One line of an invoice.</summary>
internal sealed record SampleLine(SampleTariff Tariff, decimal Quantity, SampleReading? Reading = null)
{
    /// <summary>BT-131.</summary>
    public decimal Net => Math.Round(Quantity * Tariff.Price, 2, MidpointRounding.AwayFromZero);
}
