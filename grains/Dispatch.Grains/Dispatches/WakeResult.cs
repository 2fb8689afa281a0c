namespace Dispatch.Grains.Dispatches;

/// <summary>What became of waking a dispatch.</summary>
internal enum WakeResult
{
    /// <summary>An intent was written and the attempt is running, or a lost attempt was resolved.</summary>
    Moved = 0,

    /// <summary>There is nothing to do for it now.</summary>
    Declined = 1,

    /// <summary>Its lane has no free slot on this silo.</summary>
    NoSlot = 2,
}
