using Dispatch.Abstractions;

namespace Dispatch.Storage.Dispatches;

/// <summary>The moving part of a dispatch's row: what the state machine decides and a write replaces as a whole.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.dispatch-progress.v1")]
public sealed record DispatchProgress
{
    /// <summary>Where it stands.</summary>
    [Id(0)] public required DispatchState State { get; init; }

    /// <summary>The number of the current or last attempt; 0 before the first.</summary>
    [Id(1)] public int Attempt { get; init; }

    /// <summary>The fresh random token of the current or last attempt.</summary>
    [Id(2)] public Guid? AttemptToken { get; init; }

    /// <summary>When the current or last attempt began.</summary>
    [Id(3)] public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the last attempt ended; none while one is open.</summary>
    [Id(4)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How the last attempt ended; none while one is open.</summary>
    [Id(5)] public OutcomeKind? Outcome { get; init; }

    /// <summary>When the engine must look at it next; while sending it is the intent's deadline. None: only an event or a person moves it.</summary>
    [Id(6)] public DateTimeOffset? DueAt { get; init; }

    /// <summary>What a person asked for while an attempt was open.</summary>
    [Id(7)] public DispatchRequest Requested { get; init; }

    /// <summary>Why it is where it is.</summary>
    [Id(8)] public ReasonCode? Reason { get; init; }

    /// <summary>The protocol's own code of the last attempt.</summary>
    [Id(9)] public string? ProtocolCode { get; init; }

    /// <summary>The kind of the last proof.</summary>
    [Id(10)] public string? ProofKind { get; init; }

    /// <summary>The value of the last proof, or the destination's reference.</summary>
    [Id(11)] public string? ProofValue { get; init; }

    /// <summary>Whether it may have been delivered more than once.</summary>
    [Id(12)] public bool IsPossibleDuplicate { get; init; }

    /// <summary>When the state last changed.</summary>
    [Id(13)] public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Ended attempts before the current one, oldest first, at most 20: the latest, and the one from which the give-up time counts.</summary>
    [Id(14)] public IReadOnlyList<PastAttempt> History { get; init; } = [];
}
