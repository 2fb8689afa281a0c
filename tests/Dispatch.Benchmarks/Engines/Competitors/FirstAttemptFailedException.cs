namespace Dispatch.Benchmarks.Engines.Competitors;

/// <summary>How a handler tells its framework that an attempt failed.</summary>
internal sealed class FirstAttemptFailedException() : Exception("The first attempt failed, as it should.");
