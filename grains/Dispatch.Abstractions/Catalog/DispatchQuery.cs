namespace Dispatch.Abstractions;

/// <summary>Which dispatches to list, and from where on.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.dispatch-query.v1")]
public sealed record DispatchQuery
{
    /// <summary>Only those in this state.</summary>
    [Id(0)] public DispatchState? State { get; init; }

    /// <summary>Only those of this kind.</summary>
    [Id(1)] public DispatchKind? Kind { get; init; }

    /// <summary>Only this run's.</summary>
    [Id(2)] public string? Run { get; init; }

    /// <summary>Only those with this reason.</summary>
    [Id(3)] public ReasonCode? Reason { get; init; }

    /// <summary>Only this biller's.</summary>
    [Id(4)] public string? Biller { get; init; }

    /// <summary>The <see cref="Page{T}.Next"/> of the page before; 0 for the first.</summary>
    [Id(5)] public long After { get; init; }
}
