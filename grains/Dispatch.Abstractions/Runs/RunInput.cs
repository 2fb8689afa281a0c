namespace Dispatch.Abstractions;

/// <summary>An input of a run on its way to be staged.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.run-input.v1")]
public sealed record RunInput
{
    /// <summary>Its place among the inputs, from 0 without gaps.</summary>
    [Id(0)] public required int Position { get; init; }

    /// <summary>Its name in messages: the file's, as its owner knows it.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>The UBL bytes as received; empty where <see cref="SourceUpload"/> names them.</summary>
    [Id(2)] public ReadOnlyMemory<byte> Source { get; init; }

    /// <summary>The upload that holds the UBL bytes, where they are more than <see cref="FinalizeInvoiceRequest.MaxInlineBytes"/>.</summary>
    [Id(3)] public ContentHash? SourceUpload { get; init; }

    /// <summary>The invoice as PDF, as the billing system rendered it, if it is small; empty where there is none or <see cref="DocumentUpload"/> names it.</summary>
    [Id(4)] public ReadOnlyMemory<byte> Document { get; init; }

    /// <summary>The upload that holds the PDF.</summary>
    [Id(5)] public ContentHash? DocumentUpload { get; init; }

    /// <summary>Why the input could not be read by whoever stages it; then it has no bytes and is refused.</summary>
    [Id(6)] public Problem? Error { get; init; }
}
