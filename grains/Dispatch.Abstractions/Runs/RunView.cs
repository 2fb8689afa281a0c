namespace Dispatch.Abstractions;

/// <summary>A run as it stands, with its ledger: counted from the rows, by one owner.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.run-view.v1")]
public sealed record RunView
{
    /// <summary>Its id.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(1)] public required RunState State { get; init; }

    /// <summary>Why and by whom it is paused; none if it is not.</summary>
    [Id(2)] public Pause? Pause { get; init; }

    /// <summary>How many inputs it has, and what became of them.</summary>
    [Id(3)] public required RunInputCounts Inputs { get; init; }

    /// <summary>Its dispatches by kind and destination.</summary>
    [Id(4)] public IReadOnlyList<RunLane> Lanes { get; init; } = [];

    /// <summary>What does not balance, in words; empty if all does.</summary>
    [Id(5)] public IReadOnlyList<string> Differences { get; init; } = [];

    /// <summary>When its inputs began to arrive.</summary>
    [Id(6)] public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was confirmed; none before.</summary>
    [Id(7)] public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>When its last invoice became definitive; none before.</summary>
    [Id(8)] public DateTimeOffset? FinalizedAt { get; init; }

    /// <summary>Who asked for it.</summary>
    [Id(9)] public string RequestedBy { get; init; } = "";

    /// <summary>Who confirmed it; none before.</summary>
    [Id(10)] public string? ConfirmedBy { get; init; }

    /// <summary>The printer of letters whose definition names none.</summary>
    [Id(11)] public string? Printer { get; init; }

    /// <summary>Whether a letter results that needs a printer.</summary>
    [Id(12)] public bool HasLetters { get; init; }

    /// <summary>Why and by whom the rest of it was cancelled; none if it was not.</summary>
    [Id(13)] public Pause? Cancellation { get; init; }

    /// <summary>Inputs checked or invoices finalized per second, of late; 0 while nothing is known.</summary>
    [Id(14)] public double InputsPerSecond { get; init; }

    /// <summary>When the step that is under way will be over, as things go; none while nothing is known.</summary>
    [Id(15)] public TimeSpan? TimeLeft { get; init; }

    /// <summary>When all this was counted.</summary>
    [Id(16)] public required DateTimeOffset CountedAt { get; init; }

    /// <summary>Changes with what is shown here: the number for <see cref="IBillingRunGrain.WaitForChangeAsync"/>.</summary>
    [Id(17)] public long Stamp { get; init; }
}
