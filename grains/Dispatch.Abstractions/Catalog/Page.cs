namespace Dispatch.Abstractions;

/// <summary>A part of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The entries.</param>
/// <param name="Next">From where the next page starts; none after the last page.</param>
[GenerateSerializer, Immutable, Alias("dispatch.page.v1`1")]
public sealed record Page<T>([property: Id(0)] IReadOnlyList<T> Items, [property: Id(1)] long? Next);
