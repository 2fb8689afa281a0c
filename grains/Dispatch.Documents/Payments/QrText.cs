using System.Text;

namespace Dispatch.Documents.Payments;

/// <summary>
/// A field of a code on a bill: composed (Unicode form C), since decomposed accents are outside the character set though the letters
/// are not, and then held against length and character set. What does not fit is refused, never cut.
/// </summary>
internal static class QrText
{
    public static string Of(PaymentProblems problems, string? value, string field, int maxLength)
    {
        var text = (value ?? "").Normalize(NormalizationForm.FormC);
        if (text.Length > maxLength)
            problems.Refuse("qr_too_long", field, text, $"{field} has {text.Length} characters; its field of the payment code holds {maxLength}.", "Shorten it.");
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsInSet(rune.Value))
                continue;

            problems.Refuse("qr_character", field, text, $"{field} has the character U+{rune.Value:X4}, which the payment code cannot hold.", "Write it in Latin letters.");
            break;
        }
        return text;
    }

    /// <summary>The set of SPS 2022: Basic Latin, Latin-1 Supplement, Latin Extended-A, and Ș ș Ț ț €.</summary>
    private static bool IsInSet(int code) => code is >= 0x20 and <= 0x7E or >= 0xA0 and <= 0x17F or >= 0x218 and <= 0x21B or 0x20AC;
}
