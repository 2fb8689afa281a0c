using Dispatch.Grains.Catalog;
using Dispatch.Grains.Dispatches;
using Dispatch.Storage.Printing;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Printing;

/// <summary>What every print batch grain works with.</summary>
internal sealed record PrintServices(
    IPrintBatchStore Batches,
    DispatchServices Dispatches,
    BatchLetters Letters,
    BatchMaker Maker,
    Waits Waits,
    ILogger<PrintBatchGrain> Logger);
