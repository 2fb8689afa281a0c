namespace Dispatch.Grains.Runs;

/// <summary>What a worker's step came to.</summary>
/// <param name="IsEmpty">Whether there was nothing left to do.</param>
/// <param name="RetryAfter">How long the engine wants to be left alone; none if it takes more at once.</param>
[GenerateSerializer, Immutable, Alias("dispatch.run-step.v1")]
internal sealed record RunStep([property: Id(0)] bool IsEmpty, [property: Id(1)] TimeSpan? RetryAfter);
