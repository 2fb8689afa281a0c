namespace Dispatch.Storage.Dispatches;

/// <summary>What a person asked for while an attempt was open; the outcome applies it.</summary>
public enum DispatchRequest
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Cancel it if the attempt ends deferred.</summary>
    Cancel = 1,

    /// <summary>Hold it if the attempt ends deferred.</summary>
    Hold = 2,

    /// <summary>Hold it with its subscription if the attempt ends deferred.</summary>
    HoldWithSubscription = 3,
}
