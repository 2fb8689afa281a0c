using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Dispatches;

/// <summary>The engine's side of a dispatch grain: clients cannot call it.</summary>
internal interface IDispatchWorker : IGrainWithStringKey
{
    /// <summary>Hands a row over that is due. Returns when the intent is written or declined, not when the send ends.</summary>
    [Alias("wake")]
    Task<WakeResult> WakeAsync([Immutable] DispatchRecord record);

    /// <summary>Takes in what came back later about what was sent, with the activation of the fallback. Repeating it changes nothing.</summary>
    [Alias("receive")]
    Task<ReceiptResult> ReceiveAsync(DispatchReceipt receipt);

    /// <summary>Holds it because its subscription is held. What a person held or asked for is left alone.</summary>
    [Alias("hold-with-subscription")]
    Task<DispatchCommandAnswer> HoldWithSubscriptionAsync();

    /// <summary>Sends it if only its subscription held it.</summary>
    [Alias("release-with-subscription")]
    Task<DispatchCommandAnswer> ReleaseWithSubscriptionAsync();
}
