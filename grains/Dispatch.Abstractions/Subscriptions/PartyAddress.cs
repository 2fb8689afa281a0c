namespace Dispatch.Abstractions;

/// <summary>A postal address.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.party-address.v1")]
public sealed record PartyAddress
{
    /// <summary>The street, or a post office box.</summary>
    [Id(0)] public string? Street { get; init; }

    /// <summary>The house number.</summary>
    [Id(1)] public string? BuildingNumber { get; init; }

    /// <summary>The postcode without country prefix.</summary>
    [Id(2)] public required string PostalCode { get; init; }

    /// <summary>The town.</summary>
    [Id(3)] public required string City { get; init; }

    /// <summary>ISO 3166-1 alpha-2, for example CH.</summary>
    [Id(4)] public required string Country { get; init; }
}
