namespace Dispatch.Abstractions;

/// <summary>A previewed invoice: nothing of it is recorded.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.preview-view.v1")]
public sealed record PreviewView
{
    /// <summary>BT-1.</summary>
    [Id(0)] public required string Number { get; init; }

    /// <summary>The biller's id.</summary>
    [Id(1)] public required string Biller { get; init; }

    /// <summary>The subscription's number.</summary>
    [Id(2)] public required string Subscription { get; init; }

    /// <summary>What would be sent, in order; standby fallbacks included.</summary>
    [Id(3)] public required IReadOnlyList<PlannedDispatchView> Dispatches { get; init; }

    /// <summary>What is odd about it.</summary>
    [Id(4)] public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What the resolution of definitions has to say.</summary>
    [Id(5)] public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Definitions served by another definition's dispatch.</summary>
    [Id(6)] public IReadOnlyList<MergedDefinition> Merged { get; init; } = [];

    /// <summary>The watermarked PDF, readable for a day through <see cref="IDocumentGrain"/>; none after a mere check.</summary>
    [Id(7)] public DocumentView? Document { get; init; }

    /// <summary>SHA-256 of the input: what "the same content" means.</summary>
    [Id(8)] public required ContentHash InputHash { get; init; }

    /// <summary>Whether this number was finalized before with this very content: finalizing again only repeats the receipt.</summary>
    [Id(9)] public bool IsRepeated { get; init; }
}
