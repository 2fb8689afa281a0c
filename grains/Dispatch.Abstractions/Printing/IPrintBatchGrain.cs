namespace Dispatch.Abstractions;

/// <summary>A print batch: letters of a run that go to one printer as one job. Key: its id, <c>RUN~PRINTER~N</c>. All commands but reprints can be repeated safely.</summary>
[Alias("dispatch.print-batch-grain.v1"), ClientFacing]
public interface IPrintBatchGrain : IGrainWithStringKey
{
    /// <summary>Shows it with its envelopes; none if there is no such batch.</summary>
    [Alias("get")]
    Task<PrintBatchView?> GetAsync();

    /// <summary>Makes it due now: deferred, held or refused. One whose end nobody knows is printed again, its letters marked as possible duplicates.</summary>
    /// <param name="reason">Why, at most 200 characters.</param>
    /// <param name="by">Who, at most 100 characters.</param>
    [Alias("retry")]
    Task<PrintBatchAnswer> RetryAsync(string reason, string by);

    /// <summary>Stops it with its letters until a person retries it; while it is sent if that attempt ends deferred.</summary>
    /// <param name="reason">Why, at most 200 characters.</param>
    /// <param name="by">Who, at most 100 characters.</param>
    [Alias("hold")]
    Task<PrintBatchAnswer> HoldAsync(string reason, string by);

    /// <summary>Ends it with its letters before it is printed; while it is sent if that attempt ends deferred.</summary>
    /// <param name="reason">Why, at most 200 characters.</param>
    /// <param name="by">Who, at most 100 characters.</param>
    [Alias("cancel")]
    Task<PrintBatchAnswer> CancelAsync(string reason, string by);

    /// <summary>
    /// Says what a person found at the printer about a batch whose end nobody knew, or of which the printer tells nothing (submitted, or sending while the
    /// printer is not there any more): it was printed as a whole, or nothing of it, and then it is printed.
    /// </summary>
    /// <param name="isPrinted">Whether it was printed.</param>
    /// <param name="reason">How that is known, at most 200 characters.</param>
    /// <param name="by">Who, at most 100 characters.</param>
    [Alias("settle")]
    Task<PrintBatchAnswer> SettleAsync(bool isPrinted, string reason, string by);

    /// <summary>Prints envelopes again, as a batch of copies of its own.</summary>
    [Alias("reprint")]
    Task<PrintBatchAnswer> ReprintAsync(ReprintOrder order);

    /// <summary>Ends it and gives its letters to another printer, before it is printed. Letters that are held by themselves stay held there.</summary>
    /// <param name="printer">The other printer.</param>
    /// <param name="reason">Why, at most 200 characters.</param>
    /// <param name="by">Who, at most 100 characters.</param>
    [Alias("move")]
    Task<PrintBatchAnswer> MoveAsync(string printer, string reason, string by);
}
