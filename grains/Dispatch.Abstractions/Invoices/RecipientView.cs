namespace Dispatch.Abstractions;

/// <summary>A recipient as frozen at finalization: a role or an individual, with an e-mail or a postal address.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.recipient-view.v1")]
public sealed record RecipientView
{
    /// <summary>The role; none for an individual.</summary>
    [Id(0)] public PartyRole? Role { get; init; }

    /// <summary>The individual address; none for a role.</summary>
    [Id(1)] public string? Individual { get; init; }

    /// <summary>The name.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>The postal address of a letter.</summary>
    [Id(3)] public PartyAddress? Address { get; init; }

    /// <summary>The address of an e-mail.</summary>
    [Id(4)] public string? Email { get; init; }
}
