using Dispatch.Abstractions;

namespace Dispatch.Channels;

/// <summary>How one attempt ended. Expected endings are values; exceptions are for broken code.</summary>
public abstract record AttemptOutcome
{
    private AttemptOutcome() { }

    /// <summary>The word for this ending.</summary>
    public abstract OutcomeKind Kind { get; }

    /// <summary>Why it did not deliver; none if it did or is under way.</summary>
    public virtual ReasonCode? FailureReason => null;

    /// <summary>The destination has taken it over.</summary>
    /// <param name="Proof">What it said or where it lies.</param>
    public sealed record Delivered(Proof Proof) : AttemptOutcome
    {
        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.Delivered;
    }

    /// <summary>The destination has queued it; it is asked again until it is done.</summary>
    /// <param name="Reference">The destination's own id.</param>
    /// <param name="PollAfter">How long to wait before asking.</param>
    public sealed record Submitted(string Reference, TimeSpan PollAfter) : AttemptOutcome
    {
        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.Submitted;
    }

    /// <summary>The destination will never take it.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="ProtocolCode">The protocol's own code, for example <c>550 5.1.1</c>; at most 32 characters, never a server's text.</param>
    public sealed record Refused(ReasonCode Reason, string? ProtocolCode = null) : AttemptOutcome
    {
        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.Refused;

        /// <inheritdoc/>
        public override ReasonCode? FailureReason => Reason;
    }

    /// <summary>Certainly not delivered, and worth another try.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="ProtocolCode">The protocol's own code; at most 32 characters.</param>
    /// <param name="NotBefore">The least wait that the destination asked for.</param>
    public sealed record Deferred(ReasonCode Reason, string? ProtocolCode = null, TimeSpan? NotBefore = null) : AttemptOutcome
    {
        /// <summary>Whether nothing was tried, because it had to wait for others: it counts as no attempt, and nothing says that it would have failed.</summary>
        public bool IsNoAttempt { get; init; }

        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.Deferred;

        /// <inheritdoc/>
        public override ReasonCode? FailureReason => Reason;
    }

    /// <summary>Nobody knows whether it was delivered.</summary>
    /// <param name="LastPhase">How far the attempt had come.</param>
    /// <param name="Reason">What ended it.</param>
    public sealed record Unknown(SendPhase LastPhase, ReasonCode Reason) : AttemptOutcome
    {
        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.Unknown;

        /// <inheritdoc/>
        public override ReasonCode? FailureReason => Reason;
    }
}
