namespace Dispatch.Abstractions;

/// <summary>What shows that a destination took a dispatch over.</summary>
/// <param name="Kind">For example <c>smtp</c> or <c>spool</c>.</param>
/// <param name="Value">Reply code and queue id, file name or job id.</param>
[GenerateSerializer, Immutable, Alias("dispatch.proof-view.v1")]
public sealed record ProofView([property: Id(0)] string Kind, [property: Id(1)] string Value);
