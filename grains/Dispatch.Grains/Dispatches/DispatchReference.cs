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

    /// <summary>The progress of an open attempt with the destination's id.</summary>
    public static DispatchProgress With(DispatchProgress progress, string reference) =>
        progress with { ProofKind = Kind, ProofValue = reference.Length <= Channels.Proof.LongestValue ? reference : throw new ArgumentException("A reference is too long.", nameof(reference)) };
}
