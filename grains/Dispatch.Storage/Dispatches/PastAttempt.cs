using Dispatch.Abstractions;

namespace Dispatch.Storage.Dispatches;

/// <summary>An ended attempt in a row's history.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">Why it ended so.</param>
/// <param name="ProtocolCode">The protocol's own code.</param>
/// <param name="ProofKind">The kind of its proof.</param>
/// <param name="ProofValue">The value of its proof.</param>
/// <param name="IsRetried">Whether a person asked for the attempt after it: with that one back-off and give-up time begin anew.</param>
[GenerateSerializer, Immutable, Alias("dispatch.past-attempt.v1")]
public sealed record PastAttempt(
    [property: Id(0)] int Number,
    [property: Id(1)] DateTimeOffset StartedAt,
    [property: Id(2)] DateTimeOffset? EndedAt,
    [property: Id(3)] OutcomeKind Outcome,
    [property: Id(4)] ReasonCode? Reason,
    [property: Id(5)] string? ProtocolCode,
    [property: Id(6)] string? ProofKind,
    [property: Id(7)] string? ProofValue,
    [property: Id(8)] bool IsRetried = false);
