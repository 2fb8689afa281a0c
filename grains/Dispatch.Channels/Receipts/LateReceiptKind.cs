namespace Dispatch.Channels;

/// <summary>What a message about something sent earlier says.</summary>
public enum LateReceiptKind
{
    /// <summary>It is not about something sent: left for a person.</summary>
    Unrecognized = 0,

    /// <summary>An answer that a program or an absent person gave; it says nothing of the delivery.</summary>
    AutoReply = 1,

    /// <summary>The receiver's side still tries.</summary>
    Delayed = 2,

    /// <summary>It was delivered, or handed to a side that does not report.</summary>
    Delivered = 3,

    /// <summary>Given up for now: the address may be right.</summary>
    SoftBounce = 4,

    /// <summary>The address does not work.</summary>
    HardBounce = 5,

    /// <summary>The post brought the letter back.</summary>
    Returned = 6,
}
