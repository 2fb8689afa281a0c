using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Storage.Printing;

/// <summary>
/// Print batches and the letters in them, in the same database as the dispatches. A call ends only after its rows are flushed to disk, and fails with a
/// <see cref="StorageException"/>. A letter is in one batch at most: it is put into one only while it is in none.
/// </summary>
public interface IPrintBatchStore
{
    /// <summary>How many letters of runs wait to be gathered, by work queue.</summary>
    Task<IReadOnlyDictionary<WorkQueue, int>> CountWaitingAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads letters of a work queue that wait to be gathered, by row id.</summary>
    /// <param name="queue">The lane and the run's number.</param>
    /// <param name="afterId">Only greater row ids.</param>
    /// <param name="take">At most this many, 1 to 1000.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<IReadOnlyList<WaitingLetter>> ListWaitingAsync(WorkQueue queue, long afterId, int take, CancellationToken cancellationToken = default);

    /// <summary>Makes all letters of a work queue that wait to be gathered due one by one: their printer takes no batches any more.</summary>
    Task<int> ReleaseWaitingAsync(WorkQueue queue, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Takes a letter out of its batch, if it is in one, and lets it wait to be gathered, if its version is still that.</summary>
    Task<bool> SetAsideAsync(long id, long version, CancellationToken cancellationToken = default);

    /// <summary>Inserts a batch with the next number of its run, and puts those of the letters into it that still wait in its work queue, in one transaction.</summary>
    /// <returns>The row as written; none if no letter waits any more.</returns>
    Task<PrintBatchRow?> CreateAsync(PrintBatchRow batch, IReadOnlyList<long> letters, CancellationToken cancellationToken = default);

    /// <summary>
    /// Inserts a batch of copies: for each of the letters, in their order, a row of its own with the next copy number and without the run, in one transaction.
    /// </summary>
    /// <param name="batch">The batch; its details are written by <paramref name="detailsOf"/>.</param>
    /// <param name="letters">The ids of the rows to copy.</param>
    /// <param name="copied">Who and why, for each copy.</param>
    /// <param name="detailsOf">Makes the details of the ids of the copies, which stand in the order of <paramref name="letters"/>. May be called again.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="StorageException">One of the rows is not there, or its personal data were removed.</exception>
    Task<PrintBatchRow> CreateCopiesAsync(
        PrintBatchRow batch, IReadOnlyList<long> letters, string copied, Func<IReadOnlyList<long>, string> detailsOf, CancellationToken cancellationToken = default);

    /// <summary>Inserts a copy of a dispatch, outside its run, that is pending at once.</summary>
    /// <returns>The copy; none if there is no such row or its personal data were removed.</returns>
    Task<DispatchRecord?> CopyAsync(long id, string copied, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Reads a batch; none if there is no such.</summary>
    Task<PrintBatchRow?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Reads a batch by its number; none if there is no such.</summary>
    Task<PrintBatchRow?> FindAsync(long number, CancellationToken cancellationToken = default);

    /// <summary>Reads batches by number.</summary>
    Task<IReadOnlyList<PrintBatchRow>> ListAsync(PrintBatchFilter filter, CancellationToken cancellationToken = default);

    /// <summary>The batches that are due, or whose letters are behind, by number.</summary>
    Task<IReadOnlyList<PrintBatchRow>> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>The earliest due time of all batches; none if none is due.</summary>
    Task<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken = default);

    /// <summary>Like <see cref="IDispatchStore.ExpireAttemptsAsync"/>, for batches.</summary>
    Task<int> ExpireAttemptsAsync(DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>The batch's letters with their invoices, by row id.</summary>
    Task<IReadOnlyList<DispatchRecord>> ListLettersAsync(string batch, CancellationToken cancellationToken = default);

    /// <summary>Replaces progress and details of a batch, if its version is still that of <paramref name="batch"/>.</summary>
    /// <returns>The new version; none if somebody else has written it meanwhile.</returns>
    Task<long?> WriteAsync(PrintBatchRow batch, CancellationToken cancellationToken = default);

    /// <summary>Notes that the letters have taken a version over.</summary>
    Task MarkFollowedAsync(long number, long version, CancellationToken cancellationToken = default);

    /// <summary>
    /// Replaces the progress of a batch for which its letters have nothing to take over, if its version is still that of <paramref name="batch"/> and they
    /// are not behind: asking a printer again costs one small write.
    /// </summary>
    /// <returns>The new version, which counts as followed; none if somebody else has written it meanwhile, or letters are behind.</returns>
    Task<long?> PostponeAsync(PrintBatchRow batch, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes the letters out of a batch that wait, are held or refused and are not in <paramref name="members"/>: what they do from now on has nothing to do
    /// with it. One that only the batch held waits to be gathered again. What has ended otherwise stays in it.
    /// </summary>
    /// <returns>How many.</returns>
    Task<int> LeaveOutAsync(string batch, IReadOnlyCollection<long> members, CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends a batch that <paramref name="batch"/> describes and takes its letters to another lane, in one transaction, if its version is still that. Those
    /// that wait or are held with the batch are pending there; those that are held otherwise stay held.
    /// </summary>
    /// <param name="batch">What the batch becomes.</param>
    /// <param name="lane">The letters' lane from now on.</param>
    /// <param name="dueAt">When those that are pending are due there; none where they are gathered.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many letters moved; none if somebody else has written the batch meanwhile.</returns>
    Task<int?> DissolveAsync(PrintBatchRow batch, string lane, DateTimeOffset? dueAt, CancellationToken cancellationToken = default);
}
