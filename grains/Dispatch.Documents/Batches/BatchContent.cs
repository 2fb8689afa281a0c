using Dispatch.Documents.Rendering;

namespace Dispatch.Documents.Batches;

/// <summary>What <see cref="BatchComposer"/> makes one PDF of. Equal content gives equal bytes.</summary>
public sealed record BatchContent
{
    /// <summary>The name on the outside, for example <c>october-2026~hall~1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The number in the marks: 0 to 9,999,999,999.</summary>
    public required long Number { get; init; }

    /// <summary>The printer's name, on the cover sheet.</summary>
    public required string Printer { get; init; }

    /// <summary>The run that the letters belong to, on the cover sheet.</summary>
    public required string Run { get; init; }

    /// <summary>On the cover sheet, and the date of the file.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The language of the cover sheet.</summary>
    /// <value>Default: German.</value>
    public DocumentLanguage Language { get; init; } = DocumentLanguage.De;

    /// <summary>Whether both sides are printed: each document then begins on a front page.</summary>
    public bool IsDuplex { get; init; }

    /// <summary><c>A</c>, <c>B</c> or <c>registered</c>; none is the printer's usual postage.</summary>
    public string? Postage { get; init; }

    /// <summary>What is put into each envelope, last and in this order. Each is opened once and shared by all envelopes.</summary>
    public IReadOnlyList<BatchDocument> Enclosures { get; init; } = [];

    /// <summary>The most sheets that the envelopes' format takes, on the cover sheet; none is not mentioned.</summary>
    public int? EnvelopeSheets { get; init; }

    /// <summary>What is printed again and why; none for a first print.</summary>
    public BatchReprint? Reprint { get; init; }

    /// <summary>At least one, in the order of printing.</summary>
    public required IReadOnlyList<BatchEnvelope> Envelopes { get; init; }
}
