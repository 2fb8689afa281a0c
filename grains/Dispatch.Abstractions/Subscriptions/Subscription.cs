namespace Dispatch.Abstractions;

/// <summary>One recurring service of a contract, with its parties and dispatch definitions.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.subscription.v1")]
public sealed record Subscription
{
    /// <summary>Its number, a <see cref="BusinessNumber"/>.</summary>
    [Id(0)] public required string Number { get; init; }

    /// <summary>The biller's id; may be left out where there is exactly one biller.</summary>
    [Id(1)] public string Biller { get; init; } = "";

    /// <summary>The number of its contract.</summary>
    [Id(2)] public string Contract { get; init; } = "";

    /// <summary>The language of its documents; none: the biller's.</summary>
    [Id(3)] public Language? Language { get; init; }

    /// <summary>Who made the contract.</summary>
    [Id(4)] public required Party ContractingParty { get; init; }

    /// <summary>Who receives the documents instead, for definitions that name this role.</summary>
    [Id(5)] public Party? DistributionAddress { get; init; }

    /// <summary>Locations that belong to the customer but to neither role.</summary>
    [Id(6)] public IReadOnlyList<CommunicationLocation> CommunicationLocations { get; init; } = [];

    /// <summary>Its dispatch definitions, in the order in which they were added.</summary>
    [Id(7)] public IReadOnlyList<DispatchDefinition> Definitions { get; init; } = [];

    /// <summary>That it is held; none: it is not. Only holding and releasing change it: what a caller puts or imports here is ignored.</summary>
    [Id(8)] public Pause? Hold { get; init; }

    /// <summary>Whether several of its invoices to the same address may travel in one envelope, with each other and with those of other subscriptions that allow it.</summary>
    [Id(9)] public bool ShareEnvelope { get; init; }

    /// <summary>Its tariff, which chooses among the biller's enclosures.</summary>
    [Id(10)] public string? Tariff { get; init; }
}
