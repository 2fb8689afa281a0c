using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Grains.Finalization;

namespace Dispatch.Grains.Printing;

/// <summary>What a print batch is made of: JSON in its row. Letters stand in it by the numbers of their rows; nothing is personal.</summary>
internal sealed record BatchDetails
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The postage of all its letters; none: the printer's usual.</summary>
    public Postage? Postage { get; init; }

    /// <summary>What is put into each envelope.</summary>
    public IReadOnlyList<LetterEnclosure> Enclosures { get; init; } = [];

    /// <summary>The most sheets of the envelope format; none where there is one format.</summary>
    public int? EnvelopeSheets { get; init; }

    /// <summary>Whether sheets are printed on both sides.</summary>
    public bool IsDuplex { get; init; }

    /// <summary>The language of the cover sheet.</summary>
    public Language Language { get; init; }

    /// <summary>The envelopes in the order of printing; from the beginning of an attempt on those that it prints.</summary>
    public IReadOnlyList<Envelope> Envelopes { get; init; } = [];

    /// <summary>Why it is printed again; none for a first print.</summary>
    public ReprintNote? Reprint { get; init; }

    /// <summary>What became of single envelopes otherwise than of the batch.</summary>
    public IReadOnlyDictionary<int, Refusal>? Exceptions { get; init; }

    /// <summary>How many letters it has.</summary>
    [JsonIgnore]
    public int LetterCount => Envelopes.Sum(envelope => envelope.Letters.Count);

    /// <summary>The outcome of the letters in an envelope, if it is not the batch's.</summary>
    public AttemptOutcome? ExceptionOf(int envelope) => Exceptions is { } exceptions && exceptions.TryGetValue(envelope, out var refusal)
        ? new AttemptOutcome.Refused(refusal.Reason, refusal.ProtocolCode)
        : null;

    /// <summary>Writes it for the row.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static BatchDetails Parse(string json) => JsonSerializer.Deserialize<BatchDetails>(json, Json)!;

    /// <summary>One envelope.</summary>
    /// <param name="Number">Its number in marks and index.</param>
    /// <param name="Sheets">Its sheets of paper as planned.</param>
    /// <param name="Letters">The ids of its letters' rows, in the order of printing.</param>
    internal sealed record Envelope(int Number, int Sheets, IReadOnlyList<long> Letters);

    /// <summary>Why an envelope was not printed.</summary>
    internal sealed record Refusal(ReasonCode Reason, string? ProtocolCode);
}
