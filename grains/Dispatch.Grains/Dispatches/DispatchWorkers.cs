using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Dispatches;

/// <summary>Finds the grain that works on a row.</summary>
internal static class DispatchWorkers
{
    /// <summary>The grain of <paramref name="record"/>; its class follows from the kind.</summary>
    public static IDispatchWorker WorkerOf(this IGrainFactory grains, DispatchRecord record) => record.Row.Kind switch
    {
        DispatchKind.Email => grains.GetGrain<IEmailDispatchWorker>(record.Row.DispatchId.ToString()),
        DispatchKind.Post => grains.GetGrain<IPrintDispatchWorker>(record.Row.DispatchId.ToString()),
        var kind => throw new InvalidOperationException($"No grain works on the kind {kind}."),
    };
}
