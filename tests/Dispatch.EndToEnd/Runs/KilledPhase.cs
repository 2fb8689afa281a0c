namespace Dispatch.EndToEnd.Runs;

/// <summary>The phases of a run in which something is killed.</summary>
internal enum KilledPhase
{
    /// <summary>Its inputs arrive.</summary>
    Staging,

    /// <summary>Its inputs are checked.</summary>
    Validating,

    /// <summary>It is being confirmed.</summary>
    Confirming,

    /// <summary>Its invoices become definitive.</summary>
    Finalizing,

    /// <summary>Its last dispatches are under way.</summary>
    Draining,
}
