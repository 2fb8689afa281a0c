using Dispatch.Channels;
using Dispatch.Grains.Telemetry;
using Dispatch.Storage.Dispatches;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Dispatches;

/// <summary>What every dispatch grain works with.</summary>
internal sealed record DispatchServices(
    IDispatchStore Store,
    IDocumentSource Documents,
    ChannelDirectory Channels,
    LaneSlots Slots,
    EngineLife Life,
    DispatchInstruments Instruments,
    TimeProvider Clock,
    ILogger<DispatchGrain> Logger);
