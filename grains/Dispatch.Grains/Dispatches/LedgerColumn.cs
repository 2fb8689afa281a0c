namespace Dispatch.Grains.Dispatches;

/// <summary>The columns of the ledger: accepted = delivered + bounced + refused + held + cancelled + unknown + in flight.</summary>
internal enum LedgerColumn
{
    /// <summary>A fallback that was not activated: it was never owed.</summary>
    NotOwed = 0,

    /// <summary>Pending, sending, submitted or deferred.</summary>
    InFlight = 1,

    /// <summary>Delivered or confirmed.</summary>
    Delivered = 2,

    /// <summary>Came back.</summary>
    Bounced = 3,

    /// <summary>Will never be taken.</summary>
    Refused = 4,

    /// <summary>Waits for a person.</summary>
    Held = 5,

    /// <summary>Ended by a person.</summary>
    Cancelled = 6,

    /// <summary>Nobody knows; it will be asked or sent again.</summary>
    Unknown = 7,
}
