using Dispatch.Abstractions;

namespace Dispatch.Storage.Dispatches;

/// <summary>The frozen row of a finalized invoice.</summary>
public sealed record InvoiceRow
{
    /// <summary>The row's id; 0 before it is written.</summary>
    public long Id { get; init; }

    /// <summary>The biller's id.</summary>
    public required string Biller { get; init; }

    /// <summary>BT-1.</summary>
    public required string Number { get; init; }

    /// <summary>
    /// The short name on the outside: the number, or <c>biller/number</c> where another biller's invoice took the number's name first.
    /// Decided when the row is written, unique, and never changed.
    /// </summary>
    public string Name { get; init; } = "";

    /// <summary>The subscription's number.</summary>
    public required string Subscription { get; init; }

    /// <summary>BT-2.</summary>
    public required DateOnly IssueDate { get; init; }

    /// <summary>SHA-256 of the input: what "the same content" means.</summary>
    public required ContentHash InputHash { get; init; }

    /// <summary>The UBL file in the document store.</summary>
    public required ContentHash SourceHash { get; init; }

    /// <summary>The invoice's document (of its first dispatch) in the document store.</summary>
    public required ContentHash DocumentHash { get; init; }

    /// <summary>The document's size in bytes.</summary>
    public required long DocumentBytes { get; init; }

    /// <summary>When it was accepted, UTC, in whole milliseconds.</summary>
    public required DateTimeOffset FinalizedAt { get; init; }

    /// <summary>Who asked for it: a name of a person or program, at most 100 characters.</summary>
    public string RequestedBy { get; init; } = "";

    /// <summary>W3C trace context of <c>finalize invoice</c>.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The run that it belongs to.</summary>
    public string? RunId { get; init; }

    /// <summary>What channels and receipts need besides, as JSON owned by the grains.</summary>
    public required string Details { get; init; }
}
