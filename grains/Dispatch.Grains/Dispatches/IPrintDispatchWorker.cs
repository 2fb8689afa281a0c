namespace Dispatch.Grains.Dispatches;

/// <summary>The engine's side of <see cref="PrintDispatchGrain"/>.</summary>
[Alias("dispatch.print-worker.v1")]
internal interface IPrintDispatchWorker : IDispatchWorker;
