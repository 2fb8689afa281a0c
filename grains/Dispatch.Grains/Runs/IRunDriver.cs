using Orleans.Concurrency;

namespace Dispatch.Grains.Runs;

/// <summary>The engine's side of a run's grain: clients cannot call it.</summary>
[Alias("dispatch.run-driver.v1")]
internal interface IRunDriver : IGrainWithStringKey
{
    /// <summary>Goes on with the run unless it is going on. Every silo does this every second for every run that is under way.</summary>
    [Alias("poke"), AlwaysInterleave]
    Task PokeAsync();
}
