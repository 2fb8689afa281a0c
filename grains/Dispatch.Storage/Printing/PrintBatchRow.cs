using Dispatch.Storage.Dispatches;

namespace Dispatch.Storage.Printing;

/// <summary>A print batch's row: letters of a run that go to one printer as one job. The row is its grain's state and what is due.</summary>
public sealed record PrintBatchRow
{
    /// <summary>Its number in the database, from 1; 0 before it is written.</summary>
    public long Number { get; init; }

    /// <summary>Its id on the outside, <c>RUN~PRINTER~N</c>, unique; empty before it is written.</summary>
    public string Id { get; init; } = "";

    /// <summary>The lane's name.</summary>
    public required string Lane { get; init; }

    /// <summary>The work queue of its letters: the number of their run.</summary>
    public required int Queue { get; init; }

    /// <summary>The run whose letters it holds.</summary>
    public required string RunId { get; init; }

    /// <summary>How many letters were put into it.</summary>
    public required int LetterCount { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>All else, as JSON owned by the grains: rows by number, never an address.</summary>
    public required string Details { get; init; }

    /// <summary>The moving part.</summary>
    public required DispatchProgress Progress { get; init; }

    /// <summary>Grows by one with every write; 0 before the first.</summary>
    public long Version { get; init; }

    /// <summary>The version that the letters' rows have taken over; while it is less than <see cref="Version"/> some may be behind.</summary>
    public long Followed { get; init; }
}
