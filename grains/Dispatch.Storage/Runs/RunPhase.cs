namespace Dispatch.Storage.Runs;

/// <summary>How far a run is by its own row; whether its dispatches are settled is never stored.</summary>
public enum RunPhase
{
    /// <summary>Its inputs arrive.</summary>
    Staging = 0,

    /// <summary>Its inputs are checked.</summary>
    Validating = 1,

    /// <summary>It waits for a person.</summary>
    AwaitingConfirmation = 2,

    /// <summary>Its invoices become definitive.</summary>
    Finalizing = 3,

    /// <summary>Every input has found its end.</summary>
    Finalized = 4,

    /// <summary>It ended before anything was definitive.</summary>
    Stopped = 5,
}
