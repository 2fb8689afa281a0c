namespace Dispatch.Abstractions;

/// <summary>The answer to a person's command on a print batch.</summary>
/// <param name="Batch">The batch as it stands now, or the new one that was made; none if there is no such batch.</param>
/// <param name="Error">Why nothing was done; none if it was.</param>
/// <param name="IsRequested">Whether an attempt is open, so that it takes effect only if that one ends deferred.</param>
[GenerateSerializer, Immutable, Alias("dispatch.print-batch-answer.v1")]
public sealed record PrintBatchAnswer(
    [property: Id(0)] PrintBatchView? Batch,
    [property: Id(1)] Problem? Error,
    [property: Id(2)] bool IsRequested = false);
