namespace Dispatch.Abstractions;

/// <summary>Where a run stands.</summary>
public enum RunState
{
    /// <summary>Its inputs arrive; nothing else happens before all are there.</summary>
    Staging = 0,

    /// <summary>Its inputs are checked; nothing is definitive.</summary>
    Validating = 1,

    /// <summary>Somebody must confirm it or cancel it.</summary>
    AwaitingConfirmation = 2,

    /// <summary>Its invoices are made definitive one by one; their dispatches are under way.</summary>
    Finalizing = 3,

    /// <summary>All its invoices are definitive; dispatches are open.</summary>
    InProgress = 4,

    /// <summary>No dispatch is open.</summary>
    Settled = 5,

    /// <summary>No dispatch is open, but at least one bounced, was refused or is held.</summary>
    NeedsCare = 6,

    /// <summary>It ended before anything was definitive.</summary>
    Stopped = 7,
}
