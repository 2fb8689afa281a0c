using Dispatch.Abstractions;

namespace Dispatch.Storage.Dispatches;

/// <summary>
/// Invoices and their dispatches. Writes of many callers are committed in groups; a call ends only after its row is flushed to disk.
/// A dispatch's row is its grain's state, the work queue and what operators query: nothing is stored twice.
/// </summary>
/// <remarks>
/// A write that fails throws <see cref="StorageException"/>; <see cref="StorageException.IsUncertain"/> tells whether it may have happened all the same,
/// in which case the caller reads the row again and compares its own token.
/// </remarks>
public interface IDispatchStore
{
    /// <summary>Accepts an invoice: its row and all rows of its dispatches in one transaction, unique by biller and number.</summary>
    /// <returns>The rows as written, or the rows that stood there before.</returns>
    Task<AcceptResult> AcceptAsync(NewInvoice invoice, CancellationToken cancellationToken = default);

    /// <summary>Writes a dispatch's progress if the guard holds, and activates a standby fallback in the same transaction.</summary>
    Task<WriteResult> WriteAsync(ProgressWrite write, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lets the deadline of every open attempt pass at <paramref name="now"/>. Only for a process that knows that no other one can have an attempt
    /// open, before it begins any itself.
    /// </summary>
    /// <returns>How many attempts were open.</returns>
    Task<int> ExpireAttemptsAsync(DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Reads one invoice with its dispatches.</summary>
    Task<InvoiceRecord?> FindInvoiceAsync(string biller, string number, CancellationToken cancellationToken = default);

    /// <summary>Reads all invoices whose public name, or whose number under any biller, is <paramref name="name"/>.</summary>
    Task<IReadOnlyList<InvoiceRecord>> FindInvoicesAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Reads one dispatch by its key.</summary>
    Task<DispatchRecord?> FindDispatchAsync(DispatchId id, CancellationToken cancellationToken = default);

    /// <summary>Reads one dispatch by the number of its row.</summary>
    Task<DispatchRecord?> FindDispatchAsync(long rowId, CancellationToken cancellationToken = default);

    /// <summary>Reads invoices with their dispatches, oldest first.</summary>
    Task<IReadOnlyList<InvoiceRecord>> ListInvoicesAsync(InvoiceFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Reads dispatches, oldest first.</summary>
    Task<IReadOnlyList<DispatchRecord>> ListDispatchesAsync(DispatchFilter filter, CancellationToken cancellationToken = default);

    /// <summary>All work queues of a shard that have an open row, due or not. Takes as long as there are open rows at worst.</summary>
    Task<IReadOnlyList<WorkQueue>> ListOpenQueuesAsync(int shard, CancellationToken cancellationToken = default);

    /// <summary>Those of the given work queues of a shard that have a row due at <paramref name="now"/>.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="now">Rows due later are not asked for.</param>
    /// <param name="since">
    /// The queues that are asked for, and for each from when on: rows due earlier are not looked for. A caller who knows that there are none spares
    /// PostgreSQL the walk through the entries of rows that were due and have moved on, which stay in the index until a vacuum.
    /// </param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<IReadOnlyList<WorkQueue>> ListDueQueuesAsync(
        int shard, DateTimeOffset now, IReadOnlyDictionary<WorkQueue, DateTimeOffset> since, CancellationToken cancellationToken = default);

    /// <summary>The rows of a shard and work queue that are due from <paramref name="since"/> to <paramref name="now"/>, in due order.</summary>
    Task<IReadOnlyList<DispatchRecord>> ListDueAsync(
        int shard, WorkQueue queue, DateTimeOffset since, DateTimeOffset now, int take, CancellationToken cancellationToken = default);

    /// <summary>
    /// Moves up to <see cref="LaneMove.Take"/> dispatches to another lane that are pending, deferred, held or on standby and in no print batch; those
    /// whose outcome nobody knows stay. Deferred ones become pending; what is pending is due at <see cref="LaneMove.At"/> at the earliest. An attempt that
    /// begins meanwhile wins, and its dispatch stays where it is.
    /// </summary>
    /// <returns>What was moved. A caller goes on until two steps in a row have moved nothing, the second from the beginning.</returns>
    Task<LaneMoveStep> MoveAsync(LaneMove move, CancellationToken cancellationToken = default);

    /// <summary>Removes personal data from up to <see cref="Erasure.StepSize"/> of the oldest invoices after <paramref name="afterId"/>.</summary>
    /// <param name="erasure">What is removed from which.</param>
    /// <param name="afterId">The last id of the step before; 0 at the beginning.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<ErasureStep> EraseAsync(Erasure erasure, long afterId, CancellationToken cancellationToken = default);

    /// <summary>The earliest due time of all open rows; none if nothing is open.</summary>
    Task<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Like <see cref="CountAsync"/> for all dispatches that are not at a good end: everything but delivered, confirmed and cancelled. Takes as long
    /// as there are such dispatches, however many are settled.
    /// </summary>
    Task<IReadOnlyList<DispatchCount>> CountUnsettledAsync(CancellationToken cancellationToken = default);

    /// <summary>How many dispatches stand where, per lane and state, and since when the oldest; of a run, or of all, which takes long where there are many.</summary>
    Task<IReadOnlyList<DispatchCount>> CountAsync(string? runId = null, CancellationToken cancellationToken = default);
}
