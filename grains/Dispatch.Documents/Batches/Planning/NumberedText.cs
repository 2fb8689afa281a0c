namespace Dispatch.Documents.Batches.Planning;

/// <summary>Compares texts in which numbers count as numbers: 2, 10, 10a. Capitals do not matter, nor do leading zeros.</summary>
internal static class NumberedText
{
    public static int Compare(ReadOnlySpan<char> x, ReadOnlySpan<char> y)
    {
        while (!x.IsEmpty && !y.IsEmpty)
        {
            int result;
            if (char.IsAsciiDigit(x[0]) && char.IsAsciiDigit(y[0]))
            {
                result = CompareNumbers(TakeNumber(ref x), TakeNumber(ref y));
            }
            else
            {
                result = char.ToUpperInvariant(x[0]).CompareTo(char.ToUpperInvariant(y[0]));
                x = x[1..];
                y = y[1..];
            }

            if (result != 0)
                return result;
        }

        return x.Length.CompareTo(y.Length);
    }

    private static int CompareNumbers(ReadOnlySpan<char> x, ReadOnlySpan<char> y)
    {
        var result = x.Length.CompareTo(y.Length);
        return result != 0 ? result : x.SequenceCompareTo(y);
    }

    // Without leading zeros, so that the longer one is the greater one.
    private static ReadOnlySpan<char> TakeNumber(ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? text : text[..end];
        text = text[digits.Length..];
        return digits.TrimStart('0');
    }
}
