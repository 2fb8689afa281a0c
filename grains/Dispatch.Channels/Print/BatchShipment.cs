using System.Diagnostics;

namespace Dispatch.Channels.Print;

/// <summary>A print batch as a channel sees it: its membership is fixed, its content the same in every attempt with the same members.</summary>
public sealed record BatchShipment
{
    /// <summary>The batch's id, for example <c>october-2026~hall~1</c>: the job's name and the base of file names.</summary>
    public required string Id { get; init; }

    /// <summary>The printer.</summary>
    public required string Printer { get; init; }

    /// <summary>The run whose letters it holds; none for others.</summary>
    public string? Run { get; init; }

    /// <summary>The attempt's number, from 1; for logs, and to tell a reference of this attempt from one of an earlier attempt.</summary>
    public required int Attempt { get; init; }

    /// <summary>When the batch was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What an earlier call recorded of this attempt, or of the last one: the job's id.</summary>
    public string? Reference { get; init; }

    /// <summary>
    /// Whether a person has decided, since <see cref="Reference"/> was recorded, that it is printed anew: what earlier attempts finished is then not in the
    /// way, what still waits at the printer is.
    /// </summary>
    public bool MaySendAnew { get; init; }

    /// <summary>Records the job's id durably, before any content is sent. If it fails nothing may be sent.</summary>
    public Func<string, CancellationToken, Task> RecordReferenceAsync { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>The batch's PDF, which may be opened several times; the caller disposes the stream. Not there when only a question is asked.</summary>
    public Func<CancellationToken, Task<Stream>>? OpenAsync { get; init; }

    /// <summary>SHA-256 of the PDF, lower-case hex; empty when only a question is asked.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>The size of the PDF in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>The pages of the PDF, the cover sheet among them.</summary>
    public int PageCount { get; init; }

    /// <summary>The sheets of paper, the cover sheet among them.</summary>
    public int SheetCount { get; init; }

    /// <summary>Whether sheets are printed on both sides.</summary>
    public bool IsDuplex { get; init; }

    /// <summary>A, B or registered; none: the printer's usual.</summary>
    public string? Postage { get; init; }

    /// <summary>The ids of the enclosures in each envelope.</summary>
    public IReadOnlyList<string> Enclosures { get; init; } = [];

    /// <summary>The most sheets of the envelope format; none where there is one format.</summary>
    public int? EnvelopeSheets { get; init; }

    /// <summary>Whether it is a copy of what was printed before.</summary>
    public bool IsReprint { get; init; }

    /// <summary>The envelopes in the order of the PDF.</summary>
    public IReadOnlyList<BatchShipmentEnvelope> Envelopes { get; init; } = [];

    /// <summary>The numbers of the envelopes; given also when only a question is asked.</summary>
    public IReadOnlyList<int> EnvelopeNumbers { get; init; } = [];

    /// <summary>The traces of its letters that this attempt links to; those of a large batch not all.</summary>
    public IReadOnlyList<ActivityContext> LinkedTraces { get; init; } = [];
}
