using System.Text.Json.Serialization;

namespace Dispatch.Abstractions;

/// <summary>The roles of a subscription that a dispatch definition can name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PartyRole>))]
public enum PartyRole
{
    /// <summary>Who made the contract and owes the invoice.</summary>
    [JsonStringEnumMemberName("contractingParty")] ContractingParty = 0,

    /// <summary>Who receives the documents instead.</summary>
    [JsonStringEnumMemberName("distributionAddress")] DistributionAddress = 1,
}
