namespace Dispatch.Cli.Demo;

/// <summary>Whom a definition names: a role, perhaps with one of its addresses, or an individual address.</summary>
internal sealed record SampleRecipient(string? Role = null, string? Individual = null, string? Address = null)
{
    public static SampleRecipient ContractingParty { get; } = new("contractingParty");

    public static SampleRecipient DistributionAddress { get; } = new("distributionAddress");
}
