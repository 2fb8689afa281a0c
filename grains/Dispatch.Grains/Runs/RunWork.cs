using Dispatch.Abstractions;

namespace Dispatch.Grains.Runs;

/// <summary>What a worker must know of its run.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Number">The run's number.</param>
/// <param name="Worker">Which of the run's workers it is.</param>
/// <param name="Order">What the run is to do.</param>
/// <param name="Printer">The printer of letters whose definition names none.</param>
[GenerateSerializer, Immutable, Alias("dispatch.run-work.v1")]
internal sealed record RunWork(
    [property: Id(0)] string Run,
    [property: Id(1)] int Number,
    [property: Id(2)] int Worker,
    [property: Id(3)] RunOrder Order,
    [property: Id(4)] string? Printer);
