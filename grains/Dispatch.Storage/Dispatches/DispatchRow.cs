using Dispatch.Abstractions;

namespace Dispatch.Storage.Dispatches;

/// <summary>The frozen part of a dispatch's row; what moves is <see cref="DispatchProgress"/>.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.dispatch-row.v1")]
public sealed record DispatchRow
{
    /// <summary>The row's id; 0 before it is written.</summary>
    [Id(0)] public long Id { get; init; }

    /// <summary>The key.</summary>
    [Id(1)] public required DispatchId DispatchId { get; init; }

    /// <summary>The version of the definition that made it.</summary>
    [Id(2)] public required int DefinitionVersion { get; init; }

    /// <summary>How it goes out.</summary>
    [Id(3)] public required DispatchKind Kind { get; init; }

    /// <summary>The lane's name, <c>kind/destination</c>. A person can move what waits to another lane.</summary>
    [Id(4)] public required string Lane { get; init; }

    /// <summary>0 to 31, <see cref="Shards.Of"/>.</summary>
    [Id(5)] public required int Shard { get; init; }

    /// <summary>The frozen recipient, as JSON owned by the grains.</summary>
    [Id(6)] public required string Recipient { get; init; }

    /// <summary>The language of document and message.</summary>
    [Id(7)] public required Language Language { get; init; }

    /// <summary>Its document in the document store.</summary>
    [Id(8)] public required ContentHash DocumentHash { get; init; }

    /// <summary>The document's size in bytes.</summary>
    [Id(9)] public required long DocumentBytes { get; init; }

    /// <summary>The document's pages.</summary>
    [Id(10)] public required int PageCount { get; init; }

    /// <summary>The definition whose standby row is activated when this dispatch is refused or bounces.</summary>
    [Id(11)] public string? Fallback { get; init; }

    /// <summary>W3C trace context of the first attempt's trace; later attempts link to it.</summary>
    [Id(12)] public string? TraceParent { get; init; }

    /// <summary>The run that it belongs to.</summary>
    [Id(13)] public string? RunId { get; init; }

    /// <summary>Its work queue within the lane: 0 for invoices of their own, which go first, else the number of its run.</summary>
    [Id(14)] public int Queue { get; init; }

    /// <summary>What a letter's definition asks of paper and envelope, as JSON owned by the grains; none where it asks nothing.</summary>
    [Id(15)] public string? Letter { get; init; }

    /// <summary>The id of the print batch that a letter was put into; none while it is in none. It moves too, together with batches.</summary>
    [Id(16)] public string? Batch { get; init; }

    /// <summary>Who asked for a copy and why, as JSON owned by the grains; none for an original.</summary>
    [Id(17)] public string? Copied { get; init; }
}
