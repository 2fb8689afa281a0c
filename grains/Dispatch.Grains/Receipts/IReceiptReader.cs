using Orleans.Concurrency;

namespace Dispatch.Grains.Receipts;

/// <summary>The engine's side of <see cref="ReceiptsGrain"/>: clients cannot call it.</summary>
[Alias("dispatch.receipt-reader.v1")]
internal interface IReceiptReader : IGrainWithStringKey
{
    /// <summary>Goes on reading unless it is being read. Every silo does this every second.</summary>
    /// <returns>How the reading goes.</returns>
    [Alias("poke"), AlwaysInterleave]
    Task<ReceiptReading> PokeAsync();
}
