namespace Dispatch.Documents.Batches.Planning;

/// <summary>What must be the same, to the letter, for letters to share an envelope.</summary>
internal readonly struct EnvelopeAddress(LetterItem letter) : IEquatable<EnvelopeAddress>
{
    private readonly LetterItem _letter = letter;

    public bool Equals(EnvelopeAddress other) =>
        _letter.Biller == other._letter.Biller && _letter.Country == other._letter.Country && _letter.Postage == other._letter.Postage &&
        _letter.AddressLines.SequenceEqual(other._letter.AddressLines) && _letter.Enclosures.SequenceEqual(other._letter.Enclosures);

    public override bool Equals(object? obj) => obj is EnvelopeAddress other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(_letter.Biller);
        foreach (var line in _letter.AddressLines)
            hash.Add(line);
        return hash.ToHashCode();
    }
}
