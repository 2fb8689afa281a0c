using System.Buffers;
using System.Text;

namespace Dispatch.Documents.Fonts;

/// <summary>Brings any text into the form in which it is measured and drawn.</summary>
internal static class PrintText
{
    private static readonly SearchValues<char> s_plain = SearchValues.Create(
        string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Concat(Enumerable.Range('\u00A1', 12)).Concat(Enumerable.Range('\u00AE', 82)).Select(code => (char)code)));

    /// <summary>
    /// Composes letters and their accents, keeps line feeds as the only control character, and leaves out what has no form:
    /// soft hyphens, joiners, direction marks. A text of ordinary Western letters is given back as it is.
    /// </summary>
    public static string Prepare(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(s_plain))
            return text;

        var prepared = new StringBuilder(text.Length);
        foreach (var character in Compose(text))
        {
            switch (character)
            {
                case '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\r':
                case >= '\u200E' and <= '\u200F' or >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069':
                    break;
                case '\t':
                    prepared.Append(' ');
                    break;
                case '\u0085' or '\u2028' or '\u2029':
                    prepared.Append('\n');
                    break;
                case '\u2011':
                    prepared.Append('\u2010');
                    break;
                default:
                    prepared.Append(character);
                    break;
            }
        }

        return prepared.ToString();
    }

    /// <summary>The same on one line.</summary>
    public static string PrepareLine(string text)
    {
        var prepared = Prepare(text);
        return prepared.Contains('\n', StringComparison.Ordinal) ? prepared.Replace('\n', ' ') : prepared;
    }

    // Half of a surrogate pair cannot be composed; it stays and is reported as missing.
    private static string Compose(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
