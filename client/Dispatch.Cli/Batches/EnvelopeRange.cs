using System.CommandLine;
using System.Globalization;

namespace Dispatch.Cli.Batches;

/// <summary>Envelopes by their numbers: <c>120-140</c>, <c>7</c>, <c>120-</c> or <c>-20</c>.</summary>
/// <param name="First">The first; none: from the beginning.</param>
/// <param name="Last">The last; none: to the end.</param>
internal readonly record struct EnvelopeRange(int? First, int? Last)
{
    /// <summary>The option.</summary>
    public static Option<EnvelopeRange?> Option() => new("--envelopes")
    {
        HelpName = "FROM-TO",
        Description = "The envelopes by their numbers, for example 120-140 or 7. Default: all.",
        CustomParser = result =>
        {
            if (TryParse(result.Tokens[0].Value, out var range))
                return range;
            result.AddError($"--envelopes '{result.Tokens[0].Value}' is no range; write for example 120-140 or 7.");
            return null;
        },
    };

    /// <summary>Reads one.</summary>
    public static bool TryParse(string text, out EnvelopeRange range)
    {
        var ends = text.Split('-');
        range = default;
        if (ends.Length > 2 || !TryNumber(ends[0], out var first) || !TryNumber(ends[^1], out var last) || (first ?? last) is null || first > last)
            return false;
        range = new EnvelopeRange(first, last);
        return true;
    }

    private static bool TryNumber(string text, out int? number)
    {
        number = null;
        if (text.Length == 0)
            return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < 1)
            return false;
        number = value;
        return true;
    }
}
