namespace Dispatch.Abstractions;

/// <summary>A refused input of a run.</summary>
/// <param name="Position">Its place among the inputs.</param>
/// <param name="Name">Its name.</param>
/// <param name="Errors">All that is wrong, at least one.</param>
[GenerateSerializer, Immutable, Alias("dispatch.run-refusal.v1")]
public sealed record RunRefusal([property: Id(0)] int Position, [property: Id(1)] string Name, [property: Id(2)] IReadOnlyList<Problem> Errors);
