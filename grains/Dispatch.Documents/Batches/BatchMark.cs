using System.Globalization;

namespace Dispatch.Documents.Batches;

/// <summary>The mark of a sheet as a scanner reads it: which envelope of which batch.</summary>
/// <param name="Batch">The batch's number.</param>
/// <param name="Envelope">The envelope's number; 0 for the cover sheet.</param>
public readonly record struct BatchMark(long Batch, int Envelope)
{
    private const int Length = 26;
    private const int BatchAt = 1;
    private const int EnvelopeAt = 11;
    private const int PostageAt = 23;

    /// <summary>Reads the text of a mark's DataMatrix.</summary>
    public static bool TryRead(string code, out BatchMark mark)
    {
        mark = default;
        if (code.Length != Length || code[0] != 'A' || !char.IsAsciiLetterUpper(code[PostageAt])
            || !code.Remove(PostageAt, 1)[1..].All(char.IsAsciiDigit))
        {
            return false;
        }

        mark = new BatchMark(
            long.Parse(code.AsSpan(BatchAt, EnvelopeAt - BatchAt), CultureInfo.InvariantCulture),
            int.Parse(code.AsSpan(EnvelopeAt, 6), CultureInfo.InvariantCulture));
        return true;
    }
}
