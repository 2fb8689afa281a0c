using System.Globalization;

namespace Dispatch.Documents.Batches.Marks;

/// <summary>What the inserter must know of a sheet. First and last sheets are known by their numbers.</summary>
/// <param name="Batch">The batch's number: 0 to 9,999,999,999.</param>
/// <param name="Envelope">The envelope's number: 1 to 999,999; 0 is the cover sheet.</param>
/// <param name="Sheet">Counted from 1 within the envelope.</param>
/// <param name="SheetCount">Of the envelope: 1 to 999.</param>
/// <param name="Postage"><c>A</c>, <c>B</c>, <c>registered</c>, another name or none.</param>
/// <param name="EnclosureCount">How many enclosures are printed with the letters of each envelope: 0 to 99.</param>
internal readonly record struct SheetMark(long Batch, int Envelope, int Sheet, int SheetCount, string? Postage, int EnclosureCount)
{
    public const long MostBatch = 9_999_999_999;
    public const int MostEnvelope = 999_999;
    public const int MostEnclosures = 99;

    /// <summary>The layout's first letter: another layout gets another one.</summary>
    private const char Version = 'A';

    private const int Length = 26;
    private const int BatchDigits = 10;
    private const int EnvelopeDigits = 6;
    private const int PostageAt = 23;

    /// <summary>The content of the DataMatrix: 26 characters at fixed places.</summary>
    public string Code => string.Create(
        CultureInfo.InvariantCulture, $"{Version}{Batch:0000000000}{Envelope:000000}{Sheet:000}{SheetCount:000}{PostageLetter}{EnclosureCount:00}");

    /// <summary>Reads from <see cref="Code"/> which envelope of which batch a sheet belongs to.</summary>
    public static bool TryRead(string code, out long batch, out int envelope)
    {
        (batch, envelope) = (0, 0);
        if (code.Length != Length || code[0] != Version || !char.IsAsciiLetterUpper(code[PostageAt]) || !code.Remove(PostageAt, 1)[1..].All(char.IsAsciiDigit))
            return false;
        batch = long.Parse(code.AsSpan(1, BatchDigits), CultureInfo.InvariantCulture);
        envelope = int.Parse(code.AsSpan(1 + BatchDigits, EnvelopeDigits), CultureInfo.InvariantCulture);
        return true;
    }

    private char PostageLetter => Postage switch
    {
        null => 'N',
        "A" => 'A',
        "B" => 'B',
        "registered" => 'R',
        _ => 'X',
    };
}
