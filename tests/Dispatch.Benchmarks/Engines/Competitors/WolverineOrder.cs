namespace Dispatch.Benchmarks.Engines.Competitors;

/// <summary>The message that Wolverine carries.</summary>
public sealed record WolverineOrder(string Number, string Definition, string Recipient);
