using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Storage.Sqlite;

/// <inheritdoc cref="IDispatchStore"/>
internal sealed class SqliteDispatchStore(SqliteDatabase database) : IDispatchStore
{
    public Task<AcceptResult> AcceptAsync(NewInvoice invoice, CancellationToken cancellationToken = default)
    {
        if (invoice.Dispatches.Count == 0)
            throw new ArgumentException($"The invoice {invoice.Row.Biller}/{invoice.Row.Number} has no dispatch.", nameof(invoice));
        return database.WriteAsync(session => DispatchWrites.Accept(session, invoice), cancellationToken);
    }

    public Task<WriteResult> WriteAsync(ProgressWrite write, CancellationToken cancellationToken = default) =>
        database.WriteAsync(session => DispatchWrites.Write(session, write), cancellationToken);

    public Task<int> ExpireAttemptsAsync(DateTimeOffset now, CancellationToken cancellationToken = default) =>
        database.WriteAsync(session => DispatchWrites.ExpireAttempts(session, now), cancellationToken);

    public Task<InvoiceRecord?> FindInvoiceAsync(string biller, string number, CancellationToken cancellationToken = default) =>
        database.ReadAsync(connection => DispatchReads.FindInvoice(connection, biller, number), null, cancellationToken);

    public Task<IReadOnlyList<InvoiceRecord>> FindInvoicesAsync(string name, CancellationToken cancellationToken = default) =>
        database.ReadAsync(connection => DispatchReads.FindInvoices(connection, name), [], cancellationToken);

    public Task<DispatchRecord?> FindDispatchAsync(DispatchId id, CancellationToken cancellationToken = default) =>
        database.ReadAsync(connection => DispatchReads.FindDispatch(connection, id), null, cancellationToken);

    public Task<DispatchRecord?> FindDispatchAsync(long rowId, CancellationToken cancellationToken = default) =>
        database.ReadAsync(connection => DispatchReads.FindDispatch(connection, rowId), null, cancellationToken);

    public Task<IReadOnlyList<InvoiceRecord>> ListInvoicesAsync(InvoiceFilter filter, CancellationToken cancellationToken = default) =>
        database.ReadAsync(connection => DispatchReads.ListInvoices(connection, filter), [], cancellationToken);

    public Task<IReadOnlyList<DispatchRecord>> ListDispatchesAsync(DispatchFilter filter, CancellationToken cancellationToken = default) =>
        database.ReadAsync(connection => DispatchReads.ListDispatches(connection, filter), [], cancellationToken);

    public Task<IReadOnlyList<WorkQueue>> ListOpenQueuesAsync(int shard, CancellationToken cancellationToken = default) =>
        database.ReadAsync(connection => DueReads.ListOpenQueues(connection, shard), [], cancellationToken);

    public Task<IReadOnlyList<WorkQueue>> ListDueQueuesAsync(
        int shard, DateTimeOffset now, IReadOnlyDictionary<WorkQueue, DateTimeOffset> since, CancellationToken cancellationToken = default) =>
        database.ReadAsync(connection => DueReads.ListDueQueues(connection, shard, now, since), [], cancellationToken);

    public Task<IReadOnlyList<DispatchRecord>> ListDueAsync(
        int shard, WorkQueue queue, DateTimeOffset since, DateTimeOffset now, int take, CancellationToken cancellationToken = default) =>
        database.ReadAsync(connection => DueReads.ListDue(connection, shard, queue, since, now, take), [], cancellationToken);

    public Task<LaneMoveStep> MoveAsync(LaneMove move, CancellationToken cancellationToken = default) =>
        database.WriteAsync(session => LaneMoves.Step(session, move), cancellationToken);

    public Task<ErasureStep> EraseAsync(Erasure erasure, long afterId, CancellationToken cancellationToken = default) =>
        database.WriteAsync(session => DispatchWrites.Erase(session, erasure, afterId), cancellationToken);

    public Task<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(DueReads.FindNextDue, null, cancellationToken);

    public Task<IReadOnlyList<DispatchCount>> CountUnsettledAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(DispatchReads.CountUnsettled, [], cancellationToken);

    public Task<IReadOnlyList<DispatchCount>> CountAsync(string? runId = null, CancellationToken cancellationToken = default) =>
        database.ReadAsync(connection => DispatchReads.Count(connection, runId), [], cancellationToken);
}
