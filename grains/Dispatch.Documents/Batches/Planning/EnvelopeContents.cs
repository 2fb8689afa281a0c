namespace Dispatch.Documents.Batches.Planning;

/// <summary>An envelope while letters are put into it.</summary>
internal sealed class EnvelopeContents
{
    private readonly List<LetterItem> _letters = [];
    private readonly bool _isDuplex;
    private int _sheetCount;

    public EnvelopeContents(LetterItem first, bool isDuplex)
    {
        _isDuplex = isDuplex;
        _letters.Add(first);
        _sheetCount = PaperSheets.Of(first.PageCount, isDuplex) + first.Enclosures.Sum(enclosure => PaperSheets.Of(enclosure.PageCount, isDuplex));
    }

    public string? Postage => _letters[0].Postage;

    public IReadOnlyList<EnclosureItem> Enclosures => _letters[0].Enclosures;

    /// <summary>Puts a letter to the same address in, if there is room.</summary>
    public bool TryAdd(LetterItem letter, int mostSheets)
    {
        var sheetCount = _sheetCount + PaperSheets.Of(letter.PageCount, _isDuplex);
        if (sheetCount > mostSheets)
            return false;
        _sheetCount = sheetCount;
        _letters.Add(letter);
        return true;
    }

    public PlannedEnvelope ToEnvelope() => new(_letters, _sheetCount);
}
