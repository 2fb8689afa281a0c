namespace Dispatch.Grains.Dispatches;

/// <summary>What a dispatch did with a late receipt.</summary>
internal enum ReceiptResult
{
    /// <summary>It was written, and it is on disk.</summary>
    Recorded = 0,

    /// <summary>It changes nothing: it was known, it only informs, or the dispatch had ended.</summary>
    Unchanged = 1,

    /// <summary>It cannot be true of this dispatch.</summary>
    Declined = 2,

    /// <summary>An attempt is open; bring it again when that has ended.</summary>
    TooEarly = 3,
}
