using Dispatch.Abstractions;

namespace Dispatch.Grains.Subscriptions;

/// <summary>Who can be reached where in a subscription.</summary>
internal static class Recipients
{
    /// <summary>The party in a role; none if the subscription has none.</summary>
    public static Party? PartyOf(Subscription subscription, PartyRole role) =>
        role == PartyRole.ContractingParty ? subscription.ContractingParty : subscription.DistributionAddress;

    /// <summary>A role's e-mail: the chosen one of its locations, else its first one, business before private.</summary>
    public static string? EmailOf(Party party, string? chosen)
    {
        var emails = party.CommunicationLocations.Where(location => location.Kind == LocationKind.Email);
        return chosen is not null
            ? emails.FirstOrDefault(location => IsSameAddress(location.Value, chosen))?.Value
            : emails.OrderByDescending(location => location.Usage == LocationUsage.Business).FirstOrDefault()?.Value;
    }

    /// <summary>Every e-mail address of the subscription.</summary>
    public static IEnumerable<string> EmailsOf(Subscription subscription) => subscription.ContractingParty.CommunicationLocations
        .Concat(subscription.DistributionAddress?.CommunicationLocations ?? [])
        .Concat(subscription.CommunicationLocations)
        .Where(location => location.Kind == LocationKind.Email)
        .Select(location => location.Value);

    /// <summary>Every name and postal address of the subscription.</summary>
    public static IEnumerable<(string Name, PartyAddress Address)> PostalAddressesOf(Subscription subscription) =>
        new[] { subscription.ContractingParty, subscription.DistributionAddress }
            .Where(party => party?.Address is not null)
            .Select(party => (party!.Name, party.Address!));

    /// <summary>The locations that a definition may name as individual: kind email, usage private, used by neither role.</summary>
    public static IEnumerable<CommunicationLocation> Candidates(Subscription subscription)
    {
        var roles = (subscription.ContractingParty.CommunicationLocations)
            .Concat(subscription.DistributionAddress?.CommunicationLocations ?? [])
            .Select(location => location.Value)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return subscription.CommunicationLocations
            .Where(location => location is { Kind: LocationKind.Email, Usage: LocationUsage.Private } && !roles.Contains(location.Value))
            .DistinctBy(location => location.Value, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether two e-mail addresses are one. Local parts that differ in case alone lead to one mailbox everywhere in practice.</summary>
    public static bool IsSameAddress(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
