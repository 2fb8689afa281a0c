namespace Dispatch.Abstractions;

/// <summary>A person or company in one of a subscription's roles.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.party.v1")]
public sealed record Party
{
    /// <summary>The name as it stands in an address.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>The postal address.</summary>
    [Id(1)] public PartyAddress? Address { get; init; }

    /// <summary>How else it can be reached; a role's e-mail is its first location of kind email, business before private.</summary>
    [Id(2)] public IReadOnlyList<CommunicationLocation> CommunicationLocations { get; init; } = [];
}
