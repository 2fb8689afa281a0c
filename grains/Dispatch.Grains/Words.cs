using Dispatch.Abstractions;
using Dispatch.Channels;

namespace Dispatch.Grains;

/// <summary>The vocabulary's words as the outside writes them.</summary>
internal static class Words
{
    /// <summary>A kind, for example <c>einvoice</c>.</summary>
    public static string Of(DispatchKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>What came back later says, for example <c>hard</c>.</summary>
    public static string Of(LateReceiptKind kind) => kind switch
    {
        LateReceiptKind.HardBounce => "hard",
        LateReceiptKind.SoftBounce => "soft",
        LateReceiptKind.Delayed => "delayed",
        LateReceiptKind.Delivered => "delivered",
        LateReceiptKind.Returned => "returned",
        LateReceiptKind.AutoReply => "auto_reply",
        _ => "unrecognized",
    };

    /// <summary>How a letter is franked: <c>A</c>, <c>B</c> or <c>registered</c>.</summary>
    public static string Of(Postage postage) => postage == Postage.Registered ? "registered" : postage.ToString();

    /// <summary>A role in prose.</summary>
    public static string Of(PartyRole role) => role == PartyRole.ContractingParty ? "contracting party" : "distribution address";
}
