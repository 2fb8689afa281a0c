using Dispatch.Abstractions;

namespace Dispatch.Storage.Dispatches;

/// <summary>An ended attempt in a row's history.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.past-attempt.v1")]
public sealed record PastAttempt(
    [property: Id(0)] int Number,
    [property: Id(1)] DateTimeOffset StartedAt,
    [property: Id(2)] DateTimeOffset? EndedAt,
    [property: Id(3)] OutcomeKind Outcome,
    [property: Id(4)] ReasonCode? Reason,
    [property: Id(5)] string? ProtocolCode,
    [property: Id(6)] string? ProofKind,
    [property: Id(7)] string? ProofValue);
