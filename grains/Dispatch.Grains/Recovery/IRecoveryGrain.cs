namespace Dispatch.Grains.Recovery;

/// <summary>Finds the due dispatches of one shard and wakes them. Key: the shard, 0 to 31.</summary>
[Alias("dispatch.recovery-grain.v1")]
internal interface IRecoveryGrain : IGrainWithIntegerKey
{
    /// <summary>Starts a scan unless one is running.</summary>
    [Alias("poke")]
    Task PokeAsync();
}
