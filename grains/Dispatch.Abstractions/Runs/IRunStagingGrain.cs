namespace Dispatch.Abstractions;

/// <summary>Takes inputs of runs in bulk. A stateless worker; any key.</summary>
[Alias("dispatch.run-staging-grain.v1"), ClientFacing]
public interface IRunStagingGrain : IGrainWithIntegerKey
{
    /// <summary>The most inputs in a call.</summary>
    const int MaxInputCount = 200;

    /// <summary>Stores inputs of a run that is being staged. When it returns they are on disk. Repeating it changes nothing.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="inputs">At most <see cref="MaxInputCount"/>, and small enough for a message: some megabytes.</param>
    /// <returns>False: the run is not open for inputs.</returns>
    /// <exception cref="ArgumentException">Too many inputs.</exception>
    [Alias("stage"), ResponseTimeout("00:02:00")]
    Task<bool> StageAsync(string run, IReadOnlyList<RunInput> inputs);
}
