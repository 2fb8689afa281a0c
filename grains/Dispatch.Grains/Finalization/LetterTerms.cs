using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch.Abstractions;

namespace Dispatch.Grains.Finalization;

/// <summary>What a letter's definition and subscription ask of paper and envelope: frozen as JSON in the dispatch's row.</summary>
internal sealed record LetterTerms
{
    /// <summary>A letter of which nothing is asked.</summary>
    public static readonly LetterTerms None = new();

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>How it is franked; none: as is usual at the printer.</summary>
    public Postage? Postage { get; init; }

    /// <summary>What is put in with it, in this order.</summary>
    public IReadOnlyList<LetterEnclosure> Enclosures { get; init; } = [];

    /// <summary>Whether other letters to the same address may travel in its envelope.</summary>
    public bool MayShareEnvelope { get; init; }

    /// <summary>The ids of the enclosures, each once.</summary>
    public IReadOnlyList<string> EnclosureIds => Enclosures.Count == 0 ? [] : [.. Enclosures.Select(enclosure => enclosure.Id).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// What one letter keeps of two promises: the stricter postage, all enclosures, each PDF once; and it travels alone unless both may share.
    /// </summary>
    public LetterTerms With(LetterTerms other) => new()
    {
        Postage = Postage is { } own && other.Postage is { } theirs ? own > theirs ? own : theirs : Postage ?? other.Postage,
        Enclosures = [.. Enclosures.Concat(other.Enclosures).DistinctBy(enclosure => enclosure.Hash)],
        MayShareEnvelope = MayShareEnvelope && other.MayShareEnvelope,
    };

    /// <summary>Writes it for the row; none where nothing is asked.</summary>
    public string? ToJson() => Postage is null && Enclosures.Count == 0 && !MayShareEnvelope
        ? null
        : JsonSerializer.Serialize(new Stored(Postage, Enclosures.Count == 0 ? null : Enclosures, MayShareEnvelope ? true : null), Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static LetterTerms Parse(string? json)
    {
        if (json is null)
            return None;
        var (postage, enclosures, share) = JsonSerializer.Deserialize<Stored>(json, Json)!;
        return new LetterTerms { Postage = postage, Enclosures = enclosures ?? [], MayShareEnvelope = share ?? false };
    }

    private sealed record Stored(Postage? Postage, IReadOnlyList<LetterEnclosure>? Enclosures, bool? Share);
}
