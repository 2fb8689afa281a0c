using System.Text.Json.Serialization;
using Dispatch.Abstractions;

namespace Dispatch.Cli.Subscriptions;

/// <summary>A subscription as its import file writes it.</summary>
internal sealed class SubscriptionJson(Subscription subscription, IReadOnlyList<AddressCare> care)
{
    public string Number => subscription.Number;

    public string Biller => subscription.Biller;

    public string Contract => subscription.Contract;

    public Language? Language => subscription.Language;

    public Party ContractingParty => subscription.ContractingParty;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Party? DistributionAddress => subscription.DistributionAddress;

    public IReadOnlyList<CommunicationLocation> CommunicationLocations => subscription.CommunicationLocations;

    public bool ShareEnvelope => subscription.ShareEnvelope;

    public string? Tariff => subscription.Tariff;

    public Pause? Hold => subscription.Hold;

    /// <summary>Addresses that do not work; not part of the import file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AddressCare>? AddressCare => care.Count == 0 ? null : care;

    public IEnumerable<DefinitionJson> Definitions => subscription.Definitions.Select(definition => new DefinitionJson(definition));
}
