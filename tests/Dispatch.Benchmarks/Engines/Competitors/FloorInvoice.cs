namespace Dispatch.Benchmarks.Engines.Competitors;

/// <summary>An invoice of the floor.</summary>
internal readonly record struct FloorInvoice(long Id, string Number);
