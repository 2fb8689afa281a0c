using Dispatch.Abstractions;

namespace Dispatch.Storage.Dispatches;

/// <summary>The frozen row of a finalized invoice.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.invoice-row.v1")]
public sealed record InvoiceRow
{
    /// <summary>The row's id; 0 before it is written.</summary>
    [Id(0)] public long Id { get; init; }

    /// <summary>The biller's id.</summary>
    [Id(1)] public required string Biller { get; init; }

    /// <summary>BT-1.</summary>
    [Id(2)] public required string Number { get; init; }

    /// <summary>
    /// The short name on the outside: the number, or <c>biller/number</c> where another biller's invoice took the number's name first.
    /// Decided when the row is written, unique, and never changed.
    /// </summary>
    [Id(3)] public string Name { get; init; } = "";

    /// <summary>The subscription's number.</summary>
    [Id(4)] public required string Subscription { get; init; }

    /// <summary>BT-2.</summary>
    [Id(5)] public required DateOnly IssueDate { get; init; }

    /// <summary>SHA-256 of the input: what "the same content" means.</summary>
    [Id(6)] public required ContentHash InputHash { get; init; }

    /// <summary>The UBL file in the document store.</summary>
    [Id(7)] public required ContentHash SourceHash { get; init; }

    /// <summary>The invoice's document (of its first dispatch) in the document store.</summary>
    [Id(8)] public required ContentHash DocumentHash { get; init; }

    /// <summary>The document's size in bytes.</summary>
    [Id(9)] public required long DocumentBytes { get; init; }

    /// <summary>When it was accepted, UTC, in whole milliseconds.</summary>
    [Id(10)] public required DateTimeOffset FinalizedAt { get; init; }

    /// <summary>Who asked for it: a name of a person or program, at most 100 characters.</summary>
    [Id(11)] public string RequestedBy { get; init; } = "";

    /// <summary>W3C trace context of <c>finalize invoice</c>.</summary>
    [Id(12)] public string? TraceParent { get; init; }

    /// <summary>The run that it belongs to.</summary>
    [Id(13)] public string? RunId { get; init; }

    /// <summary>What channels and receipts need besides, as JSON owned by the grains.</summary>
    [Id(14)] public required string Details { get; init; }

    /// <summary>When its personal data were removed; none while it has them.</summary>
    [Id(15)] public DateTimeOffset? ErasedAt { get; init; }
}
