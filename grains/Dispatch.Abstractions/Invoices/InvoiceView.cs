namespace Dispatch.Abstractions;

/// <summary>A finalized invoice as shown to people and programs; also the receipt of its finalization.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.invoice-view.v1")]
public sealed record InvoiceView
{
    /// <summary>BT-1.</summary>
    [Id(0)] public required string Number { get; init; }

    /// <summary>The short name on the outside: the number, or <c>biller/number</c> where another biller used the number first.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>The biller's id.</summary>
    [Id(2)] public required string Biller { get; init; }

    /// <summary>The subscription's number.</summary>
    [Id(3)] public required string Subscription { get; init; }

    /// <summary>The run that it belongs to.</summary>
    [Id(4)] public string? Run { get; init; }

    /// <summary>Where it stands, derived from its dispatches.</summary>
    [Id(5)] public required InvoiceState State { get; init; }

    /// <summary>When it was accepted.</summary>
    [Id(6)] public required DateTimeOffset FinalizedAt { get; init; }

    /// <summary>The frozen document.</summary>
    [Id(7)] public required DocumentView Document { get; init; }

    /// <summary>The trace of its finalization.</summary>
    [Id(8)] public string? TraceId { get; init; }

    /// <summary>What was odd about it.</summary>
    [Id(9)] public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What the resolution of definitions has to say, for example that the default rule applied.</summary>
    [Id(10)] public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Definitions served by another definition's dispatch.</summary>
    [Id(11)] public IReadOnlyList<MergedDefinition> Merged { get; init; } = [];

    /// <summary>Every dispatch, in the order of definitions.</summary>
    [Id(12)] public required IReadOnlyList<DispatchView> Dispatches { get; init; }

    /// <summary>Grows with every change of a dispatch; for <see cref="ISubscriptionGrain.WaitForChangeAsync"/>.</summary>
    [Id(13)] public long Stamp { get; init; }
}
