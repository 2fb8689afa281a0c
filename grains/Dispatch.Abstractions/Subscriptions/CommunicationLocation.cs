namespace Dispatch.Abstractions;

/// <summary>A way of reaching a customer.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.communication-location.v1")]
public sealed record CommunicationLocation
{
    /// <summary>What it is.</summary>
    [Id(0)] public required LocationKind Kind { get; init; }

    /// <summary>Private or business use.</summary>
    [Id(1)] public required LocationUsage Usage { get; init; }

    /// <summary>The address, number or participant id.</summary>
    [Id(2)] public required string Value { get; init; }

    /// <summary>What the customer calls it.</summary>
    [Id(3)] public string? Label { get; init; }
}
