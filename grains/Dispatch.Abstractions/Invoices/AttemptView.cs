namespace Dispatch.Abstractions;

/// <summary>One attempt as shown to people and programs.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.attempt-view.v1")]
public sealed record AttemptView
{
    /// <summary>From 1.</summary>
    [Id(0)] public required int Number { get; init; }

    /// <summary>When its intent was written.</summary>
    [Id(1)] public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its outcome was written; none while it is open.</summary>
    [Id(2)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How it ended; none while it is open.</summary>
    [Id(3)] public OutcomeKind? Outcome { get; init; }

    /// <summary>Why it did not deliver.</summary>
    [Id(4)] public ReasonCode? Reason { get; init; }

    /// <summary>The protocol's own code.</summary>
    [Id(5)] public string? ProtocolCode { get; init; }

    /// <summary>What shows that it delivered.</summary>
    [Id(6)] public ProofView? Proof { get; init; }
}
