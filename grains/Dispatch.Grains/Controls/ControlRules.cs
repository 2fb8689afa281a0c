using Dispatch.Abstractions;

namespace Dispatch.Grains.Controls;

/// <summary>Checks who stops something, and why.</summary>
internal static class ControlRules
{
    /// <summary>Why the words cannot be recorded; none if they can.</summary>
    /// <param name="reason">Why it is done; none where nobody asks.</param>
    /// <param name="by">Who does it.</param>
    public static Problem? Check(string? reason, string by)
    {
        if (reason is not null && (string.IsNullOrWhiteSpace(reason) || reason.Length > Pause.MaxReasonLength || reason.Any(Text.IsControl)))
            return new Problem("reason_invalid", "reason", Text.Shorten(reason), "The reason cannot be recorded.", $"Say why in 1 to {Pause.MaxReasonLength} printable characters.");
        if (string.IsNullOrWhiteSpace(by) || by.Length > Pause.MaxByLength || by.Any(Text.IsControl))
            return new Problem("by_invalid", "by", Text.Shorten(by), "Who does it cannot be recorded.", $"Give a name of 1 to {Pause.MaxByLength} printable characters.");
        return null;
    }
}
