using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Dispatch.Channels.Print.Sftp;

/// <summary>
/// What is recorded of a package on its way: <c>uploading:BYTES:ENVELOPES:ATTEMPT:FILE</c> before its first byte, <c>taken:…</c> once it has its final name.
/// By its size a question knows our file from another of the same name; by the number of envelopes it knows a whole receipt,
/// by the attempt whether this one had come so far.
/// </summary>
/// <param name="Stage">How far it is known to have come.</param>
/// <param name="Bytes">The package's size.</param>
/// <param name="EnvelopeCount">The envelopes in it.</param>
/// <param name="Attempt">The attempt that recorded it.</param>
/// <param name="FileName">The package's name, for people; may be cut.</param>
internal sealed record HandoverReference(HandoverStage Stage, long Bytes, int EnvelopeCount, int Attempt, string FileName)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out HandoverReference? reference)
    {
        reference = null;
        if (text?.Split(':', count: 5) is not [var word, var bytes, var envelopes, var attempt, var file]
            || StageOf(word) is not { } stage
            || !long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var byteCount)
            || !int.TryParse(envelopes, NumberStyles.None, CultureInfo.InvariantCulture, out var envelopeCount)
            || !int.TryParse(attempt, NumberStyles.None, CultureInfo.InvariantCulture, out var attemptNumber))
        {
            return false;
        }

        reference = new HandoverReference(stage, byteCount, envelopeCount, attemptNumber, file);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Word(Stage)}:{Bytes}:{EnvelopeCount}:{Attempt}:{FileName}");
        return text.Length <= Proof.LongestValue ? text : text[..Proof.LongestValue];
    }

    private static string Word(HandoverStage stage) => stage switch
    {
        HandoverStage.Uploading => "uploading",
        HandoverStage.Unseen => "unseen",
        _ => "taken",
    };

    private static HandoverStage? StageOf(string word) => word switch
    {
        "uploading" => HandoverStage.Uploading,
        "unseen" => HandoverStage.Unseen,
        "taken" => HandoverStage.Taken,
        _ => null,
    };
}
