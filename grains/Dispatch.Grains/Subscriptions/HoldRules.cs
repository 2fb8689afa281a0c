using Dispatch.Abstractions;

namespace Dispatch.Grains.Subscriptions;

/// <summary>What may be said when a subscription is held or released. Pure.</summary>
internal static class HoldRules
{
    private const int MaxByLength = 100;

    /// <summary>All that is wrong with a reason and a name.</summary>
    public static List<Problem> Check(string reason, string by)
    {
        var errors = new List<Problem>();
        Text.Check(errors, "reason", reason, isRequired: true);
        errors.AddRange(CheckBy(by));
        return errors;
    }

    /// <summary>All that is wrong with a name.</summary>
    public static List<Problem> CheckBy(string by)
    {
        var errors = new List<Problem>();
        if (string.IsNullOrWhiteSpace(by) || by.Length > MaxByLength || by.Any(Text.IsControl))
            errors.Add(new Problem("by_invalid", "by", Text.Shorten(by ?? ""), "Who asks cannot be recorded.", $"Use 1 to {MaxByLength} printable characters."));
        return errors;
    }
}
