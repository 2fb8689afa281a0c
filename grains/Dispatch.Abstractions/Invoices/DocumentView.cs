namespace Dispatch.Abstractions;

/// <summary>A document in the document store.</summary>
/// <param name="Sha256">Its address.</param>
/// <param name="Bytes">Its size in bytes.</param>
[GenerateSerializer, Immutable, Alias("dispatch.document-view.v1")]
public sealed record DocumentView([property: Id(0)] ContentHash Sha256, [property: Id(1)] long Bytes);
