using Dispatch.Abstractions;

namespace Dispatch.Grains.Controls;

/// <summary>Checks who asks for something or stops it, and why.</summary>
internal static class ControlRules
{
    /// <summary>Why a reason and a name cannot be recorded; none if they can. A caller may send neither.</summary>
    public static Problem? Check(string reason, string by)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > Pause.MaxReasonLength || reason.Any(Text.IsControl))
            return new Problem("reason_invalid", "reason", Text.Shorten(reason ?? ""), "The reason cannot be recorded.", $"Say why in 1 to {Pause.MaxReasonLength} printable characters.");
        return CheckBy(by);
    }

    /// <summary>Why a name cannot be recorded; none if it can.</summary>
    public static Problem? CheckBy(string by) => string.IsNullOrWhiteSpace(by) || by.Length > Pause.MaxByLength || by.Any(Text.IsControl)
        ? new Problem("by_invalid", "by", Text.Shorten(by ?? ""), "Who does it cannot be recorded.", $"Give a name of 1 to {Pause.MaxByLength} printable characters.")
        : null;

    /// <summary>Why whoever asks for invoices cannot be recorded; none if they can. Nobody is allowed too.</summary>
    public static Problem? CheckRequester(string name) => name.Length <= Pause.MaxByLength && !name.Any(Text.IsControl)
        ? null
        : new Problem("requested_by_invalid", "requestedBy", Text.Shorten(name), "Who asks cannot be recorded.", $"Use at most {Pause.MaxByLength} printable characters.");

    /// <summary>Why a run cannot have an id; none if it can.</summary>
    public static Problem? CheckRun(string id) => Identifier.IsValid(id)
        ? null
        : new Problem("run_invalid", "run", Text.Shorten(id), "The run's id has a form that cannot be used.", $"Use {Identifier.Rule}.");
}
