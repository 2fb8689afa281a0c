using Dispatch.Abstractions;

namespace Dispatch.Grains.Receipts;

/// <summary>How the reading of a source goes.</summary>
/// <param name="IsOpen">Whether it is open.</param>
/// <param name="FailingSince">Since when it cannot be read; none while it can or has not been tried.</param>
/// <param name="Reason">Why it cannot be read.</param>
/// <param name="UnrecognizedCount">How many messages a person should look at.</param>
[GenerateSerializer, Immutable, Alias("dispatch.receipt-reading.v1")]
internal sealed record ReceiptReading(
    [property: Id(0)] bool IsOpen,
    [property: Id(1)] DateTimeOffset? FailingSince,
    [property: Id(2)] ReasonCode? Reason,
    [property: Id(3)] int UnrecognizedCount);
