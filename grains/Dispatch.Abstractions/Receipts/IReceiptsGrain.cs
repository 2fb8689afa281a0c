using Orleans.Concurrency;

namespace Dispatch.Abstractions;

/// <summary>Reads one source of late receipts, for example the bounce mailbox; the only one in the cluster that does. Key: the source's name.</summary>
[Alias("dispatch.receipts-grain.v1")]
public interface IReceiptsGrain : IGrainWithStringKey
{
    /// <summary>How far the source is read, and what of it a person should look at. Reads nothing from the source.</summary>
    [ClientFacing, Alias("get"), ReadOnly, AlwaysInterleave]
    Task<ReceiptsView> GetAsync();
}
