namespace Dispatch.Cli.Demo;

/// <summary>A contracting party or distribution address.</summary>
internal sealed record SampleParty(string Name, SampleAddress Address, IReadOnlyList<SampleLocation> CommunicationLocations);
