using Orleans.Concurrency;

namespace Dispatch.Abstractions;

/// <summary>A biller. Key: its id.</summary>
[Alias("dispatch.biller-grain.v1"), ClientFacing]
public interface IBillerGrain : IGrainWithStringKey
{
    /// <summary>Creates or replaces it, all or nothing. Repeating it changes nothing.</summary>
    /// <returns>Why nothing was written; empty if it was.</returns>
    [Alias("put")]
    Task<IReadOnlyList<Problem>> PutAsync(Biller biller);

    /// <summary>Reads it; none if it does not exist.</summary>
    [Alias("get"), ReadOnly, AlwaysInterleave]
    Task<Biller?> GetAsync();
}
