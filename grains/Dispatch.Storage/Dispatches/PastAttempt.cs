using Dispatch.Abstractions;

namespace Dispatch.Storage.Dispatches;

/// <summary>An ended attempt in a row's history.</summary>
public sealed record PastAttempt(
    int Number,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    OutcomeKind Outcome,
    ReasonCode? Reason,
    string? ProtocolCode,
    string? ProofKind,
    string? ProofValue);
