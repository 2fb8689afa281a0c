namespace Dispatch.Benchmarks.Engines.Competitors;

/// <summary>A dispatch of the floor that is to be attempted.</summary>
internal readonly record struct FloorDispatch(long Id, string Number, string Definition, int Attempt);
