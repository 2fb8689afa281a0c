using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Dispatches.Rows;
using Dispatch.Storage.PostgreSql.Writes;

namespace Dispatch.Storage.PostgreSql;

/// <inheritdoc cref="IDispatchStore"/>
internal sealed class PostgreSqlDispatchStore : IDispatchStore
{
    private readonly PostgreSqlDatabase _database;
    private readonly GroupedReads<(string Number, string Biller), InvoiceRecord?> _invoices;

    public PostgreSqlDispatchStore(PostgreSqlDatabase database) => (_database, _invoices) = (database, new(FindInvoicesAsync, none: null));

    public Task<AcceptResult> AcceptAsync(NewInvoice invoice, CancellationToken cancellationToken = default) =>
        _database.WriteAsync(new AcceptWrite(invoice, cancellationToken), cancellationToken);

    public Task<WriteResult> WriteAsync(ProgressWrite write, CancellationToken cancellationToken = default) =>
        _database.WriteAsync(new ChangeWrite(write, cancellationToken), cancellationToken);

    public async Task<int> ExpireAttemptsAsync(DateTimeOffset now, CancellationToken cancellationToken = default) => (await ReadAsync(
        "UPDATE dispatch SET due_at = least(due_at, $1), version = version + 1 WHERE state = 2 AND due_at IS NOT NULL RETURNING 1",
        reader => reader.GetInt32(0), cancellationToken, WriteColumns.Instant(now))).Count;

    public Task<InvoiceRecord?> FindInvoiceAsync(string biller, string number, CancellationToken cancellationToken = default) =>
        _invoices.ReadAsync((number, biller), cancellationToken);

    public async Task<IReadOnlyList<InvoiceRecord>> FindInvoicesAsync(string name, CancellationToken cancellationToken = default) =>
        DispatchColumns<PostgreSqlColumnFormat>.ByInvoice(await ReadAsync(DispatchReads.Invoices, cancellationToken, name));

    public async Task<DispatchRecord?> FindDispatchAsync(DispatchId id, CancellationToken cancellationToken = default) =>
        (await ReadAsync(DispatchReads.Dispatch, cancellationToken, id.Number, id.Biller, id.Definition, id.Copy)).SingleOrDefault();

    public async Task<DispatchRecord?> FindDispatchAsync(long rowId, CancellationToken cancellationToken = default) =>
        (await ReadAsync(DispatchReads.DispatchOfRow, cancellationToken, rowId)).SingleOrDefault();

    public async Task<IReadOnlyList<InvoiceRecord>> ListInvoicesAsync(InvoiceFilter filter, CancellationToken cancellationToken = default)
    {
        var (sql, values) = DispatchReads.InvoicePage(filter);
        return DispatchColumns<PostgreSqlColumnFormat>.ByInvoice(await ReadAsync(sql, cancellationToken, values));
    }

    public async Task<IReadOnlyList<DispatchRecord>> ListDispatchesAsync(DispatchFilter filter, CancellationToken cancellationToken = default)
    {
        var (sql, values) = DispatchReads.Dispatches(filter);
        return await ReadAsync(sql, cancellationToken, values);
    }

    public async Task<IReadOnlyList<WorkQueue>> ListOpenQueuesAsync(int shard, CancellationToken cancellationToken = default) =>
        await ReadAsync(DispatchReads.OpenQueues, ReadQueue, cancellationToken, (short)shard);

    public async Task<IReadOnlyList<WorkQueue>> ListDueQueuesAsync(
        int shard, DateTimeOffset now, IReadOnlyDictionary<WorkQueue, DateTimeOffset> since, CancellationToken cancellationToken = default) => await ReadAsync(
            DispatchReads.DueQueues,
            ReadQueue,
            cancellationToken,
            (short)shard,
            WriteColumns.Instant(now),
            since.Keys.Select(queue => queue.Lane).ToArray(),
            since.Keys.Select(queue => queue.Number).ToArray(),
            since.Values.Select(WriteColumns.Instant).ToArray());

    public async Task<IReadOnlyList<DispatchRecord>> ListDueAsync(
        int shard, WorkQueue queue, DateTimeOffset since, DateTimeOffset now, int take, CancellationToken cancellationToken = default) => await ReadAsync(
            DispatchReads.Due, cancellationToken, (short)shard, queue.Lane, queue.Number, WriteColumns.Instant(since), WriteColumns.Instant(now), take);

    public Task<LaneMoveStep> MoveAsync(LaneMove move, CancellationToken cancellationToken = default) =>
        _database.UseAsync(connection => LaneMoves.StepAsync(connection, move), cancellationToken);

    public async Task<ErasureStep> EraseAsync(Erasure erasure, long afterId, CancellationToken cancellationToken = default) => (await ReadAsync(
        DispatchReads.Erase,
        reader => new ErasureStep((int)reader.GetInt64(0), reader.IsDBNull(1) ? afterId : reader.GetInt64(1), reader.GetInt64(2) < Erasure.StepSize),
        cancellationToken,
        WriteColumns.Instant(erasure.FinalizedBefore), afterId, erasure.Recipient, erasure.DetailNames.ToArray(), Erasure.StepSize, WriteColumns.Instant(erasure.At))).Single();

    public async Task<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken = default) => (await ReadAsync<DateTimeOffset?>(
        DispatchReads.NextDue, reader => reader.IsDBNull(0) ? null : PostgreSqlColumnFormat.Instant(reader, 0), cancellationToken, Shards.Count)).Single();

    public Task<IReadOnlyList<DispatchCount>> CountUnsettledAsync(CancellationToken cancellationToken = default) =>
        CountByAsync(DispatchReads.CountUnsettled, cancellationToken);

    public Task<IReadOnlyList<DispatchCount>> CountAsync(string? runId = null, CancellationToken cancellationToken = default) =>
        runId is null ? CountByAsync(DispatchReads.CountAll, cancellationToken) : CountByAsync(DispatchReads.CountRun, cancellationToken, runId);

    private async Task<IReadOnlyDictionary<(string Number, string Biller), InvoiceRecord?>> FindInvoicesAsync(IReadOnlyList<(string Number, string Biller)> keys)
    {
        var rows = await ReadAsync(DispatchReads.InvoicesOfKeys, CancellationToken.None, keys.Select(key => key.Number).ToArray(), keys.Select(key => key.Biller).ToArray());
        return DispatchColumns<PostgreSqlColumnFormat>.ByInvoice(rows).ToDictionary(invoice => (invoice.Row.Number, invoice.Row.Biller), invoice => (InvoiceRecord?)invoice);
    }

    private async Task<IReadOnlyList<DispatchCount>> CountByAsync(string counts, CancellationToken cancellationToken, params object[] values) =>
        await ReadAsync(DispatchReads.Counts(counts), DispatchColumns<PostgreSqlColumnFormat>.ReadCount, cancellationToken, values);

    private static WorkQueue ReadQueue(Npgsql.NpgsqlDataReader reader) => new(reader.GetString(0), reader.GetInt32(1));

    private Task<List<DispatchRecord>> ReadAsync(string sql, CancellationToken cancellationToken, params object[] values) =>
        ReadAsync(sql, DispatchColumns<PostgreSqlColumnFormat>.Read, cancellationToken, values);

    private Task<List<T>> ReadAsync<T>(string sql, Func<Npgsql.NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object[] values) =>
        _database.UseAsync(connection => connection.QueryAsync(sql, read, values), cancellationToken);
}
