using Dispatch.Abstractions;
using Dispatch.Channels;

namespace Dispatch.Grains.Dispatches.Machine;

/// <summary>Something that happens to a dispatch.</summary>
/// <param name="At">When.</param>
internal abstract record DispatchEvent(DateTimeOffset At)
{
    /// <summary>An attempt is to begin under a fresh token.</summary>
    public sealed record Begin(DateTimeOffset At, Guid Token) : DispatchEvent(At);

    /// <summary>The open attempt, or the question to the destination, has ended.</summary>
    public sealed record Ended(DateTimeOffset At, AttemptOutcome Outcome) : DispatchEvent(At);

    /// <summary>The open attempt's deadline has passed without a written outcome.</summary>
    /// <param name="At">When.</param>
    /// <param name="Answer">What the destination says became of it; none if it cannot say.</param>
    public sealed record DeadlinePassed(DateTimeOffset At, AttemptOutcome? Answer) : DispatchEvent(At);

    /// <summary>Something came back later about what was sent.</summary>
    /// <param name="At">When it was read.</param>
    /// <param name="Kind">What it says.</param>
    /// <param name="Reason">Why it came back.</param>
    /// <param name="ProtocolCode">The protocol's own code.</param>
    /// <param name="Proof">Where the message lies.</param>
    public sealed record Received(DateTimeOffset At, LateReceiptKind Kind, ReasonCode Reason, string? ProtocolCode, Proof Proof) : DispatchEvent(At);

    /// <summary>A person ends it.</summary>
    public sealed record Cancel(DateTimeOffset At) : DispatchEvent(At);

    /// <summary>A person stops it, or the engine cannot go on without one.</summary>
    /// <param name="At">When.</param>
    /// <param name="Reason">Why; none keeps the reason of the last attempt.</param>
    public sealed record Hold(DateTimeOffset At, ReasonCode? Reason = null) : DispatchEvent(At);

    /// <summary>Its subscription is released: ends what a hold with <see cref="ReasonCode.SubscriptionHeld"/> did.</summary>
    /// <param name="At">When.</param>
    /// <param name="Batch">Where the print batch stands that the letter is in, with which it goes on if that has not begun; none if it is in none.</param>
    public sealed record Release(DateTimeOffset At, DispatchState? Batch = null) : DispatchEvent(At);

    /// <summary>A person wants it now, with a back-off and a give-up time that begin anew.</summary>
    public sealed record Retry(DateTimeOffset At) : DispatchEvent(At);
}
