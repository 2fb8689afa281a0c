namespace Dispatch.Abstractions;

/// <summary>The answer to a person's command on one dispatch.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="State">Where the dispatch stands now; none if there is no such dispatch.</param>
/// <param name="Message">In words, for a person.</param>
[GenerateSerializer, Immutable, Alias("dispatch.command-answer.v1")]
public sealed record DispatchCommandAnswer(
    [property: Id(0)] DispatchCommandResult Result,
    [property: Id(1)] DispatchState? State,
    [property: Id(2)] string Message);
