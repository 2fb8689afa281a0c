namespace Dispatch.Cli.Demo;

/// <summary>A meter's readings at both ends of the month.</summary>
internal sealed record SampleReading(string MeterNumber, int Previous, int Current)
{
    public int Consumption => Current - Previous;
}
