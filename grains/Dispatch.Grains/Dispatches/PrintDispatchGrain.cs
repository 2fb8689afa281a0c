using Dispatch.Abstractions;
using Orleans.Placement;

namespace Dispatch.Grains.Dispatches;

/// <summary>Follows one invoice on paper.</summary>
[PreferLocalPlacement, GrainType("dispatch-print")]
internal sealed class PrintDispatchGrain(DispatchServices services) : DispatchGrain(services), IPrintDispatchGrain, IPrintDispatchWorker;
