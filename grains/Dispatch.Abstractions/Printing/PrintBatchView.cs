namespace Dispatch.Abstractions;

/// <summary>A print batch as people and programs see it.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.print-batch-view.v1")]
public sealed record PrintBatchView
{
    /// <summary>Its id, <c>RUN~PRINTER~N</c>.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Its number, as the marks on its sheets have it.</summary>
    [Id(1)] public required long Number { get; init; }

    /// <summary>The printer.</summary>
    [Id(2)] public required string Printer { get; init; }

    /// <summary>The run whose letters it holds.</summary>
    [Id(3)] public required string Run { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(4)] public required DispatchState State { get; init; }

    /// <summary>Why it is where it is.</summary>
    [Id(5)] public ReasonCode? Reason { get; init; }

    /// <summary>When it is tried, or the printer asked, next.</summary>
    [Id(6)] public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it was made.</summary>
    [Id(7)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether it may have been printed more than once.</summary>
    [Id(8)] public bool PossibleDuplicate { get; init; }

    /// <summary>How many letters it has.</summary>
    [Id(9)] public required int LetterCount { get; init; }

    /// <summary>How many envelopes it has.</summary>
    [Id(10)] public required int EnvelopeCount { get; init; }

    /// <summary>How many sheets of paper it has, without the cover sheet.</summary>
    [Id(11)] public required int SheetCount { get; init; }

    /// <summary>The postage of all its letters; none: the printer's usual.</summary>
    [Id(12)] public Postage? Postage { get; init; }

    /// <summary>What is put into each envelope.</summary>
    [Id(13)] public IReadOnlyList<string> Enclosures { get; init; } = [];

    /// <summary>The most sheets of the envelope format; none where there is one format.</summary>
    [Id(14)] public int? EnvelopeSheets { get; init; }

    /// <summary>The batch that was printed first; none for a first print.</summary>
    [Id(15)] public string? ReprintOf { get; init; }

    /// <summary>Why it was printed again.</summary>
    [Id(16)] public string? ReprintReason { get; init; }

    /// <summary>Who asked for it to be printed again.</summary>
    [Id(17)] public string? ReprintBy { get; init; }

    /// <summary>Its attempts.</summary>
    [Id(18)] public IReadOnlyList<AttemptView> Attempts { get; init; } = [];

    /// <summary>Its envelopes in the order of printing; only where one batch is shown.</summary>
    [Id(19)] public IReadOnlyList<PrintBatchEnvelope> Envelopes { get; init; } = [];

    /// <summary>Why it does not move, though it is open; none if it is its own next try or its turn that it waits for. Known where batches are listed or shown.</summary>
    [Id(20)] public WaitView? Wait { get; init; }
}
