using Dispatch.Documents.Rendering;

namespace Dispatch.Documents.Batches;

/// <summary>A frozen PDF that becomes part of a batch as it is.</summary>
public sealed record BatchDocument
{
    /// <summary>Names it in errors and, if it is an enclosure, on the cover sheet: a dispatch or an enclosure's id, never a person.</summary>
    public required string Name { get; init; }

    /// <summary>How many pages it has; another number in the file is an error, for the marks of the first sheet already count the last.</summary>
    public required int PageCount { get; init; }

    /// <summary>Whether "Copy" stands in the top margin of its first page.</summary>
    public bool IsCopy { get; init; }

    /// <summary>The language of that word.</summary>
    /// <value>Default: German.</value>
    public DocumentLanguage Language { get; init; } = DocumentLanguage.De;

    /// <summary>Reads the PDF. Called once, when its turn comes; what it throws ends the composing.</summary>
    public required Func<CancellationToken, Task<ReadOnlyMemory<byte>>> OpenAsync { get; init; }
}
