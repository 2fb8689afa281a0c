using System.Globalization;

namespace Dispatch.Cli.CommandLine;

/// <summary>Durations as a person types them.</summary>
internal static class Durations
{
    /// <summary>The form in words, for messages.</summary>
    public const string Rule = "seconds, or a number with s, m or h, for example 90, 90s, 5m";

    /// <summary>Reads <c>90</c>, <c>90s</c>, <c>5m</c>, <c>2h</c> or <c>00:01:30</c>, at most a day.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Contains(':', StringComparison.Ordinal))
            return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out duration) && IsInRange(duration);

        var unit = text is [.., 's' or 'm' or 'h'] ? text[^1] : 's';
        var digits = text is [.., 's' or 'm' or 'h'] ? text.AsSpan(0, text.Length - 1) : text;
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) || count > 86_400)
            return false;
        duration = TimeSpan.FromSeconds(count * (unit switch { 'h' => 3600, 'm' => 60, _ => 1 }));
        return IsInRange(duration);
    }

    private static bool IsInRange(TimeSpan duration) => duration >= TimeSpan.Zero && duration <= TimeSpan.FromDays(1);
}
