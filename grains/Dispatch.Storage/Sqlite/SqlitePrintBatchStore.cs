using System.Text.Json;
using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Dispatches.Rows;
using Dispatch.Storage.Printing;
using Dispatch.Storage.Runs;

namespace Dispatch.Storage.Sqlite;

/// <inheritdoc cref="IPrintBatchStore"/>
internal sealed class SqlitePrintBatchStore(SqliteDatabase database) : IPrintBatchStore
{
    private const int MaxTake = 1000;
    private const string SelectBatch = $"SELECT {PrintBatchColumns<SqliteColumnFormat>.OfBatch} FROM print_batch b JOIN lane l ON l.id = b.lane_id";

    /// <summary>The condition of the index <c>dispatch_gather</c>.</summary>
    private const string Waits = "state = 1 AND due_at IS NULL AND batch IS NULL";

    /// <summary>A letter of a dissolved batch that goes on by itself: it waits, or is held with the batch alone (<see cref="ReasonCode.BatchHeld"/>).</summary>
    private const string GoesOn = "(state IN (1, 4) OR reason = 19)";

    internal const string CountWaiting =
        $"SELECT l.name, g.queue, g.count FROM (SELECT lane_id, queue, count(*) AS count FROM dispatch WHERE {Waits} GROUP BY lane_id, queue) g JOIN lane l ON l.id = g.lane_id";

    internal const string ListWaiting = $"""
        SELECT {PrintBatchColumns<SqliteColumnFormat>.OfLetter}, coalesce(json_extract(i.details, '$.homeCountry'), ''), coalesce(i.run_id, '')
        FROM (SELECT * FROM dispatch WHERE lane_id = (SELECT id FROM lane WHERE name = $lane) AND queue = $queue AND {Waits} AND id > $after
            ORDER BY id LIMIT $take) d
        JOIN invoice i ON i.id = d.invoice_id ORDER BY d.id
        """;

    internal const string ListDue = $"""
        {SelectBatch}
        WHERE b.number IN (SELECT number FROM print_batch WHERE due_at <= $now UNION SELECT number FROM print_batch WHERE followed < version)
        ORDER BY b.number
        """;

    internal const string ListLetters = $"{DispatchColumns<SqliteColumnFormat>.Select} WHERE d.batch = $batch ORDER BY d.id";

    private const string Copy = """
        INSERT INTO dispatch (invoice_id, definition, copy, definition_version, kind, lane_id, shard, recipient, language, document_hash, document_bytes,
            page_count, traceparent, queue, letter, batch, copied, state, attempt, due_at, requested, possible_duplicate, changed_at, version)
        SELECT o.invoice_id, o.definition, (SELECT max(copy) + 1 FROM dispatch c WHERE c.invoice_id = o.invoice_id AND c.definition = o.definition),
            o.definition_version, o.kind, $lane_id, o.shard, o.recipient, o.language, o.document_hash, o.document_bytes,
            o.page_count, o.traceparent, $queue, o.letter, $batch, $copied, 1, 0, $due_at, 0, 0, $now, 1
        FROM dispatch o JOIN invoice i ON i.id = o.invoice_id WHERE o.id = $id AND i.erased_at IS NULL
        RETURNING id
        """;

    public Task<IReadOnlyDictionary<WorkQueue, int>> CountWaitingAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyDictionary<WorkQueue, int>>(
            connection => connection.Query(CountWaiting, reader => (new WorkQueue(reader.GetString(0), reader.GetInt32(1)), reader.GetInt32(2))).ToDictionary(),
            new Dictionary<WorkQueue, int>(), cancellationToken);

    public Task<IReadOnlyList<WaitingLetter>> ListWaitingAsync(WorkQueue queue, long afterId, int take, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<WaitingLetter>>(
            connection => connection.Query(
                ListWaiting, PrintBatchColumns<SqliteColumnFormat>.ReadLetter, queue.Lane, queue.Number, afterId, Math.Clamp(take, 1, MaxTake)),
            [], cancellationToken);

    public async Task<int> ReleaseWaitingAsync(WorkQueue queue, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var count = 0;
        for (var step = RunStretch.Length; step == RunStretch.Length; count += step)
        {
            step = await database.WriteAsync(
                session => session.Prepared($"""
                    UPDATE dispatch SET due_at = $now, version = version + 1 WHERE id IN (SELECT id FROM dispatch
                        WHERE lane_id = (SELECT id FROM lane WHERE name = $lane) AND queue = $queue AND {Waits} LIMIT {RunStretch.Length})
                    """).Bind(UnixTime.From(now), queue.Lane, queue.Number).Execute(),
                cancellationToken);
        }

        return count;
    }

    public Task<bool> SetAsideAsync(long id, long version, CancellationToken cancellationToken = default) => database.WriteAsync(
        session => session.Prepared("UPDATE dispatch SET due_at = NULL, batch = NULL, version = version + 1 WHERE id = $id AND version = $version AND state = 1")
            .Bind(id, version).Execute() == 1,
        cancellationToken);

    public Task<PrintBatchRow?> CreateAsync(PrintBatchRow batch, IReadOnlyList<long> letters, CancellationToken cancellationToken = default) => database.WriteAsync(
        session =>
        {
            var named = Named(session, batch);
            var count = session.Prepared($"""
                UPDATE dispatch SET batch = $batch, version = version + 1
                WHERE id IN (SELECT value FROM json_each($ids)) AND lane_id = $lane_id AND queue = $queue AND {Waits}
                """).Bind(named.Id, JsonSerializer.Serialize(letters), session.LaneId(named.Lane), named.Queue).Execute();
            return count == 0 ? null : Insert(session, named with { LetterCount = count });
        },
        cancellationToken);

    public Task<PrintBatchRow> CreateCopiesAsync(
        PrintBatchRow batch, IReadOnlyList<long> letters, string copied, Func<IReadOnlyList<long>, string> detailsOf, CancellationToken cancellationToken = default) => database.WriteAsync(
        session =>
        {
            var named = Named(session, batch);
            var copies = letters.Select(id => Insert(session, id, named.Lane, named.Queue, named.Id, copied, dueAt: null, named.CreatedAt)
                ?? throw new StorageException("A letter to be copied is not there, or its personal data were removed.", isUncertain: false)).ToList();
            return Insert(session, named with { LetterCount = copies.Count, Details = detailsOf(copies) });
        },
        cancellationToken);

    public Task<DispatchRecord?> CopyAsync(long id, string copied, DateTimeOffset now, CancellationToken cancellationToken = default) => database.WriteAsync(
        session =>
        {
            var lane = session.Prepared("SELECT l.name FROM dispatch d JOIN lane l ON l.id = d.lane_id WHERE d.id = $id").Bind(id).Scalar();
            return lane is string name && Insert(session, id, name, queue: 0, batch: null, copied, now, now) is { } copy
                ? session.Connection.Query($"{DispatchColumns<SqliteColumnFormat>.Select} WHERE d.id = $id", DispatchColumns<SqliteColumnFormat>.Read, copy).Single()
                : null;
        },
        cancellationToken);

    public Task<PrintBatchRow?> FindAsync(string id, CancellationToken cancellationToken = default) => database.ReadAsync(
        connection => connection.Query($"{SelectBatch} WHERE b.id = $id", PrintBatchColumns<SqliteColumnFormat>.ReadBatch, id).SingleOrDefault(), null, cancellationToken);

    public Task<PrintBatchRow?> FindAsync(long number, CancellationToken cancellationToken = default) => database.ReadAsync(
        connection => connection.Query($"{SelectBatch} WHERE b.number = $number", PrintBatchColumns<SqliteColumnFormat>.ReadBatch, number).SingleOrDefault(), null, cancellationToken);

    public Task<IReadOnlyList<PrintBatchRow>> ListAsync(PrintBatchFilter filter, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<PrintBatchRow>>(
            connection => connection.Query(
                $"""
                {SelectBatch} WHERE b.number > $after AND ($run IS NULL OR b.run_id = $run) AND ($lane IS NULL OR l.name = $lane) AND ($state IS NULL OR b.state = $state)
                ORDER BY b.number LIMIT $take
                """,
                PrintBatchColumns<SqliteColumnFormat>.ReadBatch, filter.AfterNumber, filter.RunId, filter.Lane, (int?)filter.State, Math.Clamp(filter.Take, 1, MaxTake)),
            [], cancellationToken);

    public Task<IReadOnlyList<PrintBatchRow>> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<PrintBatchRow>>(
            connection => connection.Query(ListDue, PrintBatchColumns<SqliteColumnFormat>.ReadBatch, UnixTime.From(now)), [], cancellationToken);

    public Task<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken = default) => database.ReadAsync<DateTimeOffset?>(
        connection => connection.Query("SELECT due_at FROM print_batch WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1", reader => (DateTimeOffset?)UnixTime.To(reader.GetInt64(0))).SingleOrDefault(),
        null, cancellationToken);

    public Task<int> ExpireAttemptsAsync(DateTimeOffset now, CancellationToken cancellationToken = default) => database.WriteAsync(
        session => session.Prepared("UPDATE print_batch SET due_at = min(due_at, $now) WHERE state = 2").Bind(UnixTime.From(now)).Execute(), cancellationToken);

    public Task<IReadOnlyList<DispatchRecord>> ListLettersAsync(string batch, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<DispatchRecord>>(connection => connection.Query(ListLetters, DispatchColumns<SqliteColumnFormat>.Read, batch), [], cancellationToken);

    public Task<long?> WriteAsync(PrintBatchRow batch, CancellationToken cancellationToken = default) => database.WriteAsync(session => Update(session, batch), cancellationToken);

    public Task MarkFollowedAsync(long number, long version, CancellationToken cancellationToken = default) => database.WriteAsync(
        session => session.Prepared("UPDATE print_batch SET followed = $version WHERE number = $number AND followed < $version").Bind(version, number).Execute(), cancellationToken);

    public Task<long?> PostponeAsync(PrintBatchRow batch, CancellationToken cancellationToken = default) => database.WriteAsync(
        session => (long?)session.Prepared("""
            UPDATE print_batch SET due_at = $due_at, progress = $progress, version = version + 1, followed = version + 1
            WHERE number = $number AND version = $version AND followed = version RETURNING version
            """).Bind(
                UnixTime.From(batch.Progress.DueAt), PrintBatchColumns<SqliteColumnFormat>.WriteProgress(batch.Progress), batch.Number, batch.Version).Scalar(),
        cancellationToken);

    public Task<int> LeaveOutAsync(string batch, IReadOnlyCollection<long> members, CancellationToken cancellationToken = default) => database.WriteAsync(
        session => session.Prepared("""
            UPDATE dispatch SET batch = NULL, version = version + 1,
                state = CASE WHEN state = 10 AND reason = 19 THEN 1 ELSE state END,
                reason = CASE WHEN state = 10 AND reason = 19 THEN NULL ELSE reason END
            WHERE batch = $batch AND state IN (1, 4, 8, 9, 10) AND id NOT IN (SELECT value FROM json_each($members))
            """).Bind(batch, JsonSerializer.Serialize(members)).Execute(),
        cancellationToken);

    public Task<int?> DissolveAsync(PrintBatchRow batch, string lane, DateTimeOffset? dueAt, CancellationToken cancellationToken = default) => database.WriteAsync(
        session => Update(session, batch) is null
            ? (int?)null
            : session.Prepared($"""
                UPDATE dispatch SET batch = NULL, lane_id = $lane_id, version = version + 1,
                    state = CASE WHEN {GoesOn} THEN 1 ELSE state END,
                    due_at = CASE WHEN {GoesOn} THEN $due_at END,
                    reason = CASE WHEN {GoesOn} THEN NULL ELSE reason END,
                    protocol_code = CASE WHEN {GoesOn} THEN NULL ELSE protocol_code END,
                    changed_at = CASE WHEN {GoesOn} THEN $now ELSE changed_at END
                WHERE batch = $batch AND state IN (1, 4, 10)
                """).Bind(session.LaneId(lane), UnixTime.From(dueAt), UnixTime.From(batch.Progress.ChangedAt), batch.Id).Execute(),
        cancellationToken);

    private static long? Update(WriterSession session, PrintBatchRow batch) => (long?)session.Prepared("""
        UPDATE print_batch SET details = $details, state = $state, due_at = $due_at, progress = $progress, version = version + 1
        WHERE number = $number AND version = $version RETURNING version
        """).Bind(
            batch.Details, (int)batch.Progress.State, UnixTime.From(batch.Progress.DueAt), PrintBatchColumns<SqliteColumnFormat>.WriteProgress(batch.Progress),
            batch.Number, batch.Version).Scalar();

    private static PrintBatchRow Named(WriterSession session, PrintBatchRow batch)
    {
        var count = (long)session.Prepared("SELECT count(*) FROM print_batch WHERE run_id = $run").Bind(batch.RunId).Scalar()!;
        return batch with { Id = PrintBatchId.Of(batch.RunId, batch.Lane, count + 1) };
    }

    private static PrintBatchRow Insert(WriterSession session, PrintBatchRow batch)
    {
        var number = (long)session.Prepared("""
            INSERT INTO print_batch (id, lane_id, queue, run_id, letter_count, created_at, details, state, due_at, progress, version, followed)
            VALUES ($id, $lane_id, $queue, $run_id, $letter_count, $created_at, $details, $state, $due_at, $progress, 1, 1) RETURNING number
            """).Bind(
                batch.Id, session.LaneId(batch.Lane), batch.Queue, batch.RunId, batch.LetterCount, UnixTime.From(batch.CreatedAt), batch.Details,
                (int)batch.Progress.State, UnixTime.From(batch.Progress.DueAt), PrintBatchColumns<SqliteColumnFormat>.WriteProgress(batch.Progress)).Scalar()!;
        return batch with { Number = number, Version = 1, Followed = 1 };
    }

    private static long? Insert(
        WriterSession session, long id, string lane, int queue, string? batch, string copied, DateTimeOffset? dueAt, DateTimeOffset now) =>
        (long?)session.Prepared(Copy).Bind(session.LaneId(lane), queue, batch, copied, UnixTime.From(dueAt), UnixTime.From(now), id).Scalar();
}
