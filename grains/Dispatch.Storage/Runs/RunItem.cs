using Dispatch.Abstractions;

namespace Dispatch.Storage.Runs;

/// <summary>An input of a run.</summary>
public sealed record RunItem
{
    /// <summary>Its place among the inputs, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>Which of the run's workers it belongs to.</summary>
    public required int Worker { get; init; }

    /// <summary>Its name in messages.</summary>
    public required string Name { get; init; }

    /// <summary>What became of it.</summary>
    public required RunItemState State { get; init; }

    /// <summary>Its UBL file in the document store; none where it could not be read.</summary>
    public ContentHash? SourceHash { get; init; }

    /// <summary>Its PDF in the document store; none without one.</summary>
    public ContentHash? DocumentHash { get; init; }

    /// <summary>How many bytes both have.</summary>
    public long Bytes { get; init; }

    /// <summary>The invoice's biller, once it is checked.</summary>
    public string? Biller { get; init; }

    /// <summary>The invoice's number, once it is checked.</summary>
    public string? Number { get; init; }

    /// <summary>What "the same content" means, once it is checked.</summary>
    public ContentHash? InputHash { get; init; }

    /// <summary>Whether a letter would go out, once it is checked.</summary>
    public bool HasLetter { get; init; }

    /// <summary>How many dispatch rows the run's finalization has made of it, standby ones included.</summary>
    public int DispatchCount { get; init; }

    /// <summary>Why it is refused, as JSON owned by the grains; none if it is not.</summary>
    public string? Errors { get; init; }
}
