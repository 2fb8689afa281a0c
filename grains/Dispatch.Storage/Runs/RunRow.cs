namespace Dispatch.Storage.Runs;

/// <summary>A run's row.</summary>
public sealed record RunRow
{
    /// <summary>Its number, which is its work queue in every lane, from 1; 0 before it is written.</summary>
    public int Number { get; init; }

    /// <summary>Its id, unique.</summary>
    public required string Id { get; init; }

    /// <summary>How far it is.</summary>
    public required RunPhase Phase { get; init; }

    /// <summary>Whether it is paused.</summary>
    public bool IsPaused { get; init; }

    /// <summary>How many inputs it has when all are there.</summary>
    public required int InputCount { get; init; }

    /// <summary>When its inputs began to arrive, UTC, in whole milliseconds.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>All else, as JSON owned by the grains.</summary>
    public required string Details { get; init; }

    /// <summary>Grows by one with every write; 0 before the first.</summary>
    public long Version { get; init; }
}
