using Dispatch.Abstractions;

namespace Dispatch.Storage.Dispatches;

/// <summary>The frozen part of a dispatch's row; what moves is <see cref="DispatchProgress"/>.</summary>
public sealed record DispatchRow
{
    /// <summary>The row's id; 0 before it is written.</summary>
    public long Id { get; init; }

    /// <summary>The key.</summary>
    public required DispatchId DispatchId { get; init; }

    /// <summary>The version of the definition that made it.</summary>
    public required int DefinitionVersion { get; init; }

    /// <summary>How it goes out.</summary>
    public required DispatchKind Kind { get; init; }

    /// <summary>The lane's name, <c>kind/destination</c>.</summary>
    public required string Lane { get; init; }

    /// <summary>0 to 31, <see cref="Shards.Of"/>.</summary>
    public required int Shard { get; init; }

    /// <summary>The frozen recipient, as JSON owned by the grains.</summary>
    public required string Recipient { get; init; }

    /// <summary>The language of document and message.</summary>
    public required Language Language { get; init; }

    /// <summary>Its document in the document store.</summary>
    public required ContentHash DocumentHash { get; init; }

    /// <summary>The document's size in bytes.</summary>
    public required long DocumentBytes { get; init; }

    /// <summary>The document's pages.</summary>
    public required int PageCount { get; init; }

    /// <summary>The definition whose standby row is activated when this dispatch is refused or bounces.</summary>
    public string? Fallback { get; init; }

    /// <summary>W3C trace context of the first attempt's trace; later attempts link to it.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The run that it belongs to.</summary>
    public string? RunId { get; init; }
}
