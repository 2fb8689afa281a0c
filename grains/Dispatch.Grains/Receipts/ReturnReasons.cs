using Dispatch.Abstractions;

namespace Dispatch.Grains.Receipts;

/// <summary>What the post's reasons mean to the engine.</summary>
internal static class ReturnReasons
{
    /// <summary>The reason in the closed vocabulary.</summary>
    public static ReasonCode ToReason(ReturnReason reason) => reason switch
    {
        ReturnReason.Moved => ReasonCode.RecipientMoved,
        ReturnReason.Unknown => ReasonCode.RecipientUnknown,
        ReturnReason.Incomplete => ReasonCode.AddressIncomplete,
        ReturnReason.Unclaimed => ReasonCode.Unclaimed,
        ReturnReason.Refused => ReasonCode.AcceptanceRefused,
        ReturnReason.Deceased => ReasonCode.RecipientDeceased,
        _ => ReasonCode.Other,
    };

    /// <summary>Whether the address itself does not work.</summary>
    public static bool IsAddressWrong(ReasonCode? reason) =>
        reason is ReasonCode.RecipientMoved or ReasonCode.RecipientUnknown or ReasonCode.AddressIncomplete or ReasonCode.RecipientDeceased;

    /// <summary>
    /// Whether somebody should look at the address. Not if the letter was not collected or not taken: then it reached the right door. If nobody knows
    /// why it came back, it may be the address.
    /// </summary>
    public static bool NeedsCare(ReasonCode? reason) => reason is not (ReasonCode.Unclaimed or ReasonCode.AcceptanceRefused);
}
