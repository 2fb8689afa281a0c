using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Dispatches;

/// <summary>The destination's own id of what was sent, as it stands in a row.</summary>
internal static class DispatchReference
{
    /// <summary>The kind of proof under which it stands.</summary>
    public const string Kind = "reference";

    /// <summary>What the current attempt recorded, else the last one that recorded something; none if nothing was.</summary>
    public static string? Of(DispatchProgress progress) => progress.ProofKind == Kind
        ? progress.ProofValue
        : progress.History.LastOrDefault(attempt => attempt.ProofKind == Kind)?.ProofValue;

    /// <summary>Of an open attempt: whether a person has decided since that was recorded, or ever where nothing was, that it is sent anew.</summary>
    public static bool IsOverruled(DispatchProgress progress)
    {
        if (progress.ProofKind == Kind)
            return false;
        var history = progress.History.ToList();
        return history.Skip(Math.Max(0, history.FindLastIndex(attempt => attempt.ProofKind == Kind))).Any(attempt => attempt.IsRetried);
    }

    /// <summary>The progress of an open attempt with the destination's id.</summary>
    public static DispatchProgress With(DispatchProgress progress, string reference) =>
        progress with { ProofKind = Kind, ProofValue = reference.Length <= Channels.Proof.LongestValue ? reference : throw new ArgumentException("A reference is too long.", nameof(reference)) };
}
