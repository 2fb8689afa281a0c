namespace Dispatch.Grains.Runs;

/// <summary>Works on a part of a run's inputs, a batch in a call. Key: the run's id, <c>#</c>, and the worker's number.</summary>
[Alias("dispatch.run-worker-grain.v1")]
internal interface IRunWorkerGrain : IGrainWithStringKey
{
    /// <summary>Checks the next staged inputs.</summary>
    [Alias("check"), ResponseTimeout("00:02:00")]
    Task<RunStep> CheckAsync(RunWork work);

    /// <summary>Finalizes the next valid inputs.</summary>
    [Alias("finalize"), ResponseTimeout("00:02:00")]
    Task<RunStep> FinalizeAsync(RunWork work);
}
