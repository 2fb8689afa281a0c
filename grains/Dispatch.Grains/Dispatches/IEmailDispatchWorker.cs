namespace Dispatch.Grains.Dispatches;

/// <summary>The engine's side of <see cref="EmailDispatchGrain"/>.</summary>
[Alias("dispatch.email-worker.v1")]
internal interface IEmailDispatchWorker : IDispatchWorker;
