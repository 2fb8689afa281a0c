namespace Dispatch.Channels.Print;

/// <summary>How a printer wants the letters of a run.</summary>
/// <param name="BatchSize">The most letters in a print batch.</param>
/// <param name="IsDuplex">Whether sheets are printed on both sides.</param>
/// <param name="EnvelopeSheets">The most sheets that each envelope format takes, ascending; empty for one format.</param>
public sealed record BatchRule(int BatchSize, bool IsDuplex, IReadOnlyList<int> EnvelopeSheets);
