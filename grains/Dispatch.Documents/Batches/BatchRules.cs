namespace Dispatch.Documents.Batches;

/// <summary>What a printer and its inserter ask of print batches.</summary>
public sealed record BatchRules
{
    /// <summary>The most letters in a batch. An envelope with more of them than that makes a batch of its own.</summary>
    /// <value>Default: 500. At least 1.</value>
    public int BatchSize { get; init; } = 500;

    /// <summary>Whether both sides of a sheet are printed. Each document begins on a new sheet either way.</summary>
    public bool IsDuplex { get; init; }

    /// <summary>
    /// The most sheets that each format of envelope takes, ascending (6, 12: up to 6 sheets in one format, 7 to 12 in another).
    /// Letters that share are parted into envelopes that the largest format takes; a letter with more sheets than that comes last.
    /// </summary>
    /// <value>Default: none, which means one format for all.</value>
    public IReadOnlyList<int> EnvelopeSheets { get; init; } = [];
}
