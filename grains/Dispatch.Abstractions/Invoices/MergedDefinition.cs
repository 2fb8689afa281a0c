namespace Dispatch.Abstractions;

/// <summary>A definition that made no dispatch of its own because another one reaches the same recipient in the same way.</summary>
/// <param name="Definition">The definition that was merged.</param>
/// <param name="Into">The definition whose dispatch serves both.</param>
[GenerateSerializer, Immutable, Alias("dispatch.merged-definition.v1")]
public sealed record MergedDefinition([property: Id(0)] string Definition, [property: Id(1)] string Into);
