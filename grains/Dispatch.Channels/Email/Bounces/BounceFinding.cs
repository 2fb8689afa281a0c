using Dispatch.Abstractions;

namespace Dispatch.Channels.Email.Bounces;

/// <summary>What a message says of a delivery.</summary>
/// <param name="Kind">Whether it failed, is late or succeeded.</param>
/// <param name="Status">Why.</param>
/// <param name="EnvelopeId">The envelope id that we had given, if the report repeats it.</param>
internal sealed record BounceFinding(LateReceiptKind Kind, BounceStatus Status, string? EnvelopeId = null)
{
    /// <summary>A message that is not about something sent.</summary>
    public static BounceFinding Unrecognized { get; } = new(LateReceiptKind.Unrecognized, BounceStatus.None);

    /// <summary>An answer by a program or an absent person.</summary>
    public static BounceFinding AutoReply { get; } = new(LateReceiptKind.AutoReply, BounceStatus.None);

    /// <summary>A delivery that was given up.</summary>
    public static BounceFinding Failed(BounceStatus status, string? envelopeId = null) =>
        new(status.IsHard ? LateReceiptKind.HardBounce : LateReceiptKind.SoftBounce, status, envelopeId);

    /// <summary>Why, as the dispatch keeps it; nothing went wrong with what was delivered.</summary>
    public ReasonCode Reason => Status.Reason;
}
