using System.Text.Json.Serialization;

namespace Dispatch.Cli.Demo;

/// <summary>One line of <c>subscriptions.jsonl</c>.</summary>
/// <param name="Mix">What this subscription is an example of; it is not written.</param>
/// <param name="Number">Its key.</param>
/// <param name="Biller">May be left out as there is one biller only.</param>
/// <param name="Contract">The contract it belongs to; here each has its own.</param>
/// <param name="Language">de, fr, it or en.</param>
/// <param name="ContractingParty">Who owes the money.</param>
internal sealed record SampleSubscription(
    [property: JsonIgnore] SampleMix Mix, string Number, string? Biller, string Contract, string Language, SampleParty ContractingParty)
{
    public SampleParty? DistributionAddress { get; init; }

    public IReadOnlyList<SampleLocation> CommunicationLocations { get; init; } = [];

    public IReadOnlyList<SampleDefinition> Definitions { get; init; } = [];
}
