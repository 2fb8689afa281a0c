using Dispatch.Channels;
using Dispatch.Grains.Controls;
using Dispatch.Grains.Recovery;
using Dispatch.Grains.Telemetry;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Printing;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Dispatches;

/// <summary>What every dispatch grain works with.</summary>
internal sealed record DispatchServices(
    IDispatchStore Store,
    IPrintBatchStore Batches,
    IDocumentSource Documents,
    ChannelDirectory Channels,
    LaneSlots Slots,
    ControlBoard Board,
    RecoverySignal Recovery,
    EngineLife Life,
    DispatchInstruments Instruments,
    TimeProvider Clock,
    ILogger<DispatchGrain> Logger);
