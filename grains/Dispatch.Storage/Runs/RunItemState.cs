namespace Dispatch.Storage.Runs;

/// <summary>What became of an input.</summary>
public enum RunItemState
{
    /// <summary>Not checked yet.</summary>
    Staged = 0,

    /// <summary>Checked, not definitive yet.</summary>
    Valid = 1,

    /// <summary>Refused.</summary>
    Refused = 2,

    /// <summary>With the number and content of another one.</summary>
    Same = 3,

    /// <summary>Made definitive by the run.</summary>
    Finalized = 4,

    /// <summary>Definitive before the run came to it.</summary>
    Repeated = 5,

    /// <summary>Cancelled before it was definitive.</summary>
    Cancelled = 6,
}
