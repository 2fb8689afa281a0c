namespace Dispatch.Documents.Batches.Planning;

/// <summary>
/// What all envelopes of a batch have in common. Sorted by postage (A, B, registered, others by name, the usual one last), then by
/// enclosures (none first), then by the format of the envelope (those that no format takes last).
/// </summary>
internal sealed class BatchGroup(string? postage, IReadOnlyList<EnclosureItem> enclosures, int? envelopeSheets) : IEquatable<BatchGroup>, IComparable<BatchGroup>
{
    public string? Postage { get; } = postage;

    public IReadOnlyList<EnclosureItem> Enclosures { get; } = enclosures;

    public int? EnvelopeSheets { get; } = envelopeSheets;

    public bool Equals(BatchGroup? other) =>
        other is not null && Postage == other.Postage && EnvelopeSheets == other.EnvelopeSheets && Enclosures.SequenceEqual(other.Enclosures);

    public override bool Equals(object? obj) => Equals(obj as BatchGroup);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Postage);
        hash.Add(EnvelopeSheets);
        foreach (var enclosure in Enclosures)
            hash.Add(enclosure);
        return hash.ToHashCode();
    }

    public int CompareTo(BatchGroup? other)
    {
        if (other is null)
            return 1;
        var result = (Postage is null).CompareTo(other.Postage is null);
        if (result == 0)
            result = string.CompareOrdinal(Postage, other.Postage);
        if (result == 0)
            result = CompareEnclosures(other.Enclosures);
        return result != 0 ? result : (EnvelopeSheets ?? int.MaxValue).CompareTo(other.EnvelopeSheets ?? int.MaxValue);
    }

    private int CompareEnclosures(IReadOnlyList<EnclosureItem> others)
    {
        foreach (var (one, other) in Enclosures.Zip(others))
        {
            var result = string.CompareOrdinal(one.Id, other.Id);
            if (result == 0)
                result = string.CompareOrdinal(one.Hash, other.Hash);
            if (result == 0)
                result = one.PageCount.CompareTo(other.PageCount);
            if (result != 0)
                return result;
        }

        return Enclosures.Count.CompareTo(others.Count);
    }
}
