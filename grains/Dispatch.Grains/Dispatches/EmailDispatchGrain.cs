using Dispatch.Abstractions;
using Orleans.Placement;

namespace Dispatch.Grains.Dispatches;

/// <summary>Follows one invoice by e-mail.</summary>
[PreferLocalPlacement, GrainType("dispatch-email")]
internal sealed class EmailDispatchGrain(DispatchServices services) : DispatchGrain(services), IEmailDispatchGrain, IEmailDispatchWorker;
