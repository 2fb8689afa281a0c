namespace Dispatch.Grains.Recovery;

/// <summary>Finds the due dispatches of one shard and wakes them. Key: the shard, 0 to 31.</summary>
[Alias("dispatch.recovery-grain.v1")]
internal interface IRecoveryGrain : IGrainWithIntegerKey
{
    /// <summary>The same without queues: silos of an earlier version, beside which this one may work, call it.</summary>
    [Alias("poke")]
    Task PokeAsync();

    /// <summary>Starts a scan of each lane unless one is running.</summary>
    /// <param name="queues">Queues of runs with new work, besides those that the shard knows.</param>
    [Alias("poke-queues")]
    Task PokeQueuesAsync(int[] queues);
}
