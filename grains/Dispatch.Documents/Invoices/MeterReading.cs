namespace Dispatch.Documents.Invoices;

/// <summary>
/// A meter's two readings, taken from the item attributes (BG-32) of a line. EN 16931 has no term of its own for them; the
/// attribute names are <c>meterNumber</c> (else BT-128), <c>previousReading</c>, <c>currentReading</c> and, where it is not 1,
/// <c>meterFactor</c>. Case does not matter.
/// </summary>
/// <param name="LineId">BT-126 of the line it belongs to.</param>
/// <param name="MeterNumber">The number on the meter.</param>
/// <param name="Previous">The reading at the start of the line's period.</param>
/// <param name="Current">The reading at its end.</param>
/// <param name="Factor">What the difference is multiplied by.</param>
/// <param name="Unit">BT-130 of the line.</param>
/// <param name="Period">BG-26 of the line, else BG-14.</param>
public sealed record MeterReading(string LineId, string MeterNumber, decimal Previous, decimal Current, decimal Factor, string Unit, InvoicePeriod? Period);
