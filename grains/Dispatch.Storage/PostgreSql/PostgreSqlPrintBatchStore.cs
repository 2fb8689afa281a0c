using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Dispatches.Rows;
using Dispatch.Storage.PostgreSql.Writes;
using Dispatch.Storage.Printing;
using Dispatch.Storage.Runs;
using Npgsql;

namespace Dispatch.Storage.PostgreSql;

/// <inheritdoc cref="IPrintBatchStore"/>
internal sealed class PostgreSqlPrintBatchStore(PostgreSqlDatabase database) : IPrintBatchStore
{
    private const string SelectBatch = $"SELECT {PrintBatchColumns<PostgreSqlColumnFormat>.OfBatch} FROM print_batch b JOIN lane l ON l.id = b.lane_id";

    /// <summary>The condition of the index <c>dispatch_gather</c>.</summary>
    private const string Waits = "state = 1 AND due_at IS NULL AND batch IS NULL";

    /// <summary>A letter of a dissolved batch that goes on by itself: it waits, or is held with the batch alone (<see cref="ReasonCode.BatchHeld"/>).</summary>
    private const string GoesOn = "(state IN (1, 4) OR reason = 19)";

    internal const string CountWaiting = $"""
        SELECT l.name, g.queue, g.count FROM (SELECT lane_id, queue, count(*)::integer AS count FROM dispatch WHERE {Waits} GROUP BY lane_id, queue) g
        JOIN lane l ON l.id = g.lane_id
        """;

    // The comparisons leave PostgreSQL no other way than along the index, whatever its statistics say.
    internal const string ListWaiting = $"""
        SELECT {PrintBatchColumns<PostgreSqlColumnFormat>.OfLetter}, coalesce(i.details::json ->> 'homeCountry', ''), coalesce(i.run_id, '')
        FROM lane l CROSS JOIN LATERAL (SELECT * FROM dispatch
            WHERE (lane_id, queue, id) > (l.id, $2, $3) AND (lane_id, queue) <= (l.id, $2) AND {Waits} ORDER BY lane_id, queue, id LIMIT $4) d
        JOIN invoice i ON i.id = d.invoice_id WHERE l.name = $1 ORDER BY d.id
        """;

    internal const string ListDue = $"""
        {SelectBatch}
        WHERE b.number IN (SELECT number FROM print_batch WHERE due_at <= $1 UNION SELECT number FROM print_batch WHERE followed < version)
        ORDER BY b.number
        """;

    internal const string ListLetters = $"""
        {DispatchColumns<PostgreSqlColumnFormat>.Columns}
        FROM (SELECT * FROM dispatch WHERE batch = $1) d JOIN invoice i ON i.id = d.invoice_id JOIN lane l ON l.id = d.lane_id ORDER BY d.id
        """;

    private const string SelectCopy =
        $"{DispatchColumns<PostgreSqlColumnFormat>.Columns} FROM dispatch d JOIN invoice i ON i.id = d.invoice_id JOIN lane l ON l.id = d.lane_id WHERE d.id = $1";

    // The ids of an invoice's dispatches lie in its own thousand; the lock on the original keeps two copies from taking one number.
    private const string Copy = """
        INSERT INTO dispatch (id, invoice_id, definition, copy, definition_version, kind, lane_id, shard, recipient, language, document_hash, document_bytes,
            page_count, traceparent, queue, letter, batch, copied, state, attempt, due_at, requested, possible_duplicate, changed_at, version)
        SELECT (SELECT max(c.id) + 1 FROM dispatch c WHERE c.id BETWEEN o.invoice_id * 1000 AND o.invoice_id * 1000 + 999), o.invoice_id, o.definition,
            (SELECT max(c.copy) + 1 FROM dispatch c WHERE c.id BETWEEN o.invoice_id * 1000 AND o.invoice_id * 1000 + 999 AND c.definition = o.definition),
            o.definition_version, o.kind, coalesce((SELECT id FROM lane WHERE name = $2), o.lane_id), o.shard, o.recipient, o.language, o.document_hash, o.document_bytes,
            o.page_count, o.traceparent, $3, o.letter, $4, $5, 1, 0, $6, 0, false, $7, 1
        FROM dispatch o JOIN invoice i ON i.id = o.invoice_id WHERE o.id = $1 AND i.erased_at IS NULL
        RETURNING id
        """;

    private const string Insert = """
        INSERT INTO print_batch (id, lane_id, queue, run_id, letter_count, created_at, details, state, due_at, progress, version, followed)
        VALUES ($1, (SELECT id FROM lane WHERE name = $2), $3, $4, $5, $6, $7, $8, $9, $10, 1, 1) RETURNING number
        """;

    private const string Update = """
        UPDATE print_batch SET details = $1, state = $2, due_at = $3, progress = $4, version = version + 1 WHERE number = $5 AND version = $6 RETURNING version
        """;

    public async Task<IReadOnlyDictionary<WorkQueue, int>> CountWaitingAsync(CancellationToken cancellationToken = default) =>
        (await ReadAsync(CountWaiting, reader => (new WorkQueue(reader.GetString(0), reader.GetInt32(1)), reader.GetInt32(2)), cancellationToken)).ToDictionary();

    public async Task<IReadOnlyList<WaitingLetter>> ListWaitingAsync(WorkQueue queue, long afterId, int take, CancellationToken cancellationToken = default) => await ReadAsync(
        ListWaiting, PrintBatchColumns<PostgreSqlColumnFormat>.ReadLetter, cancellationToken, queue.Lane, queue.Number, afterId, Math.Clamp(take, 1, DispatchReads.MaxTake));

    public async Task<int> ReleaseWaitingAsync(WorkQueue queue, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var count = 0;
        for (var step = RunStretch.Length; step == RunStretch.Length; count += step)
        {
            step = (await ReadAsync(
                $"""
                UPDATE dispatch SET due_at = $1, version = version + 1 WHERE id IN (SELECT id FROM dispatch
                    WHERE lane_id = (SELECT id FROM lane WHERE name = $2) AND queue = $3 AND {Waits} ORDER BY id LIMIT {RunStretch.Length} FOR UPDATE) RETURNING 1
                """,
                reader => reader.GetInt32(0), cancellationToken, WriteColumns.Instant(now), queue.Lane, queue.Number)).Count;
        }

        return count;
    }

    public async Task<bool> SetAsideAsync(long id, long version, CancellationToken cancellationToken = default) => (await ReadAsync(
        "UPDATE dispatch SET due_at = NULL, batch = NULL, version = version + 1 WHERE id = $1 AND version = $2 AND state = 1 RETURNING 1",
        reader => reader.GetInt32(0), cancellationToken, id, version)).Count == 1;

    public Task<PrintBatchRow?> CreateAsync(PrintBatchRow batch, IReadOnlyList<long> letters, CancellationToken cancellationToken = default) => TransactAsync(
        async connection =>
        {
            var named = await NamedAsync(connection, batch);
            var taken = await connection.QueryAsync(
                $"""
                UPDATE dispatch SET batch = $1, version = version + 1
                WHERE id = ANY ($2) AND lane_id = (SELECT id FROM lane WHERE name = $3) AND queue = $4 AND {Waits} RETURNING 1
                """,
                reader => reader.GetInt32(0), named.Id, letters.ToArray(), named.Lane, named.Queue);
            return taken.Count == 0 ? null : await InsertAsync(connection, named with { LetterCount = taken.Count });
        },
        cancellationToken);

    public async Task<PrintBatchRow> CreateCopiesAsync(
        PrintBatchRow batch, IReadOnlyList<long> letters, string copied, Func<IReadOnlyList<long>, string> detailsOf, CancellationToken cancellationToken = default) => (await TransactAsync<PrintBatchRow>(
        async connection =>
        {
            var named = await NamedAsync(connection, batch);
            var copies = new List<long>(letters.Count);
            foreach (var id in letters)
            {
                copies.Add(await CopyAsync(connection, id, named.Lane, named.Queue, named.Id, copied, dueAt: null, named.CreatedAt)
                    ?? throw new StorageException("A letter to be copied is not there, or its personal data were removed.", isUncertain: false));
            }

            return await InsertAsync(connection, named with { LetterCount = copies.Count, Details = detailsOf(copies) });
        },
        cancellationToken))!;

    public Task<DispatchRecord?> CopyAsync(long id, string copied, DateTimeOffset now, CancellationToken cancellationToken = default) => TransactAsync(
        async connection => await CopyAsync(connection, id, lane: "", queue: 0, batch: null, copied, now, now) is { } copy
            ? (await connection.QueryAsync(SelectCopy, DispatchColumns<PostgreSqlColumnFormat>.Read, copy)).Single()
            : null,
        cancellationToken);

    public async Task<PrintBatchRow?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        (await ReadAsync($"{SelectBatch} WHERE b.id = $1", PrintBatchColumns<PostgreSqlColumnFormat>.ReadBatch, cancellationToken, id)).SingleOrDefault();

    public async Task<PrintBatchRow?> FindAsync(long number, CancellationToken cancellationToken = default) =>
        (await ReadAsync($"{SelectBatch} WHERE b.number = $1", PrintBatchColumns<PostgreSqlColumnFormat>.ReadBatch, cancellationToken, number)).SingleOrDefault();

    public async Task<IReadOnlyList<PrintBatchRow>> ListAsync(PrintBatchFilter filter, CancellationToken cancellationToken = default) => await ReadAsync(
        $"""
        {SelectBatch} WHERE b.number > $1 AND ($2::text IS NULL OR b.run_id = $2) AND ($3::text IS NULL OR l.name = $3) AND ($4::smallint IS NULL OR b.state = $4)
        ORDER BY b.number LIMIT $5
        """,
        PrintBatchColumns<PostgreSqlColumnFormat>.ReadBatch, cancellationToken,
        filter.AfterNumber, Nullable(filter.RunId), Nullable(filter.Lane), Nullable((short?)filter.State), Math.Clamp(filter.Take, 1, DispatchReads.MaxTake));

    public async Task<IReadOnlyList<PrintBatchRow>> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken = default) =>
        await ReadAsync(ListDue, PrintBatchColumns<PostgreSqlColumnFormat>.ReadBatch, cancellationToken, WriteColumns.Instant(now));

    public async Task<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken = default) => (await ReadAsync(
        "SELECT due_at FROM print_batch WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1",
        reader => (DateTimeOffset?)PostgreSqlColumnFormat.Instant(reader, 0), cancellationToken)).SingleOrDefault();

    public async Task<int> ExpireAttemptsAsync(DateTimeOffset now, CancellationToken cancellationToken = default) => (await ReadAsync(
        "UPDATE print_batch SET due_at = least(due_at, $1) WHERE state = 2 RETURNING 1", reader => reader.GetInt32(0), cancellationToken, WriteColumns.Instant(now))).Count;

    public async Task<IReadOnlyList<DispatchRecord>> ListLettersAsync(string batch, CancellationToken cancellationToken = default) =>
        await ReadAsync(ListLetters, DispatchColumns<PostgreSqlColumnFormat>.Read, cancellationToken, batch);

    public async Task<long?> WriteAsync(PrintBatchRow batch, CancellationToken cancellationToken = default) =>
        (await ReadAsync(Update, reader => (long?)reader.GetInt64(0), cancellationToken, UpdateValues(batch))).SingleOrDefault();

    public Task MarkFollowedAsync(long number, long version, CancellationToken cancellationToken = default) => ReadAsync(
        "UPDATE print_batch SET followed = $2 WHERE number = $1 AND followed < $2 RETURNING 1", reader => reader.GetInt32(0), cancellationToken, number, version);

    public async Task<long?> PostponeAsync(PrintBatchRow batch, CancellationToken cancellationToken = default) => (await ReadAsync(
        """
        UPDATE print_batch SET due_at = $1, progress = $2, version = version + 1, followed = version + 1
        WHERE number = $3 AND version = $4 AND followed = version RETURNING version
        """,
        reader => (long?)reader.GetInt64(0), cancellationToken,
        Nullable(batch.Progress.DueAt), PrintBatchColumns<PostgreSqlColumnFormat>.WriteProgress(batch.Progress), batch.Number, batch.Version)).SingleOrDefault();

    public async Task<int> LeaveOutAsync(string batch, IReadOnlyCollection<long> members, CancellationToken cancellationToken = default) => (await ReadAsync(
        """
        UPDATE dispatch SET batch = NULL, version = version + 1,
            state = CASE WHEN state = 10 AND reason = 19 THEN 1 ELSE state END,
            reason = CASE WHEN state = 10 AND reason = 19 THEN NULL ELSE reason END
        WHERE batch = $1 AND state IN (1, 4, 8, 9, 10) AND NOT (id = ANY ($2)) RETURNING 1
        """,
        reader => reader.GetInt32(0), cancellationToken, batch, members.ToArray())).Count;

    public Task<int?> DissolveAsync(PrintBatchRow batch, string lane, DateTimeOffset? dueAt, CancellationToken cancellationToken = default) => TransactAsync(
        async connection =>
        {
            await LearnLaneAsync(connection, lane);
            return (await connection.QueryAsync(Update, reader => reader.GetInt64(0), UpdateValues(batch))).Count == 0
                ? (int?)null
                : (await connection.QueryAsync(
                    $"""
                    UPDATE dispatch SET batch = NULL, lane_id = (SELECT id FROM lane WHERE name = $1), version = version + 1,
                        state = CASE WHEN {GoesOn} THEN 1 ELSE state END,
                        due_at = CASE WHEN {GoesOn} THEN $2::timestamptz END,
                        reason = CASE WHEN {GoesOn} THEN NULL ELSE reason END,
                        protocol_code = CASE WHEN {GoesOn} THEN NULL ELSE protocol_code END,
                        changed_at = CASE WHEN {GoesOn} THEN $3 ELSE changed_at END
                    WHERE batch = $4 AND state IN (1, 4, 10) RETURNING 1
                    """,
                    reader => reader.GetInt32(0), lane, Nullable(dueAt), WriteColumns.Instant(batch.Progress.ChangedAt), batch.Id)).Count;
        },
        cancellationToken);

    private static object[] UpdateValues(PrintBatchRow batch) =>
    [
        batch.Details, (short)batch.Progress.State, Nullable(batch.Progress.DueAt), PrintBatchColumns<PostgreSqlColumnFormat>.WriteProgress(batch.Progress), batch.Number, batch.Version,
    ];

    /// <summary>The lock keeps two batches of a run from taking one number.</summary>
    private static async Task<PrintBatchRow> NamedAsync(NpgsqlConnection connection, PrintBatchRow batch)
    {
        await LearnLaneAsync(connection, batch.Lane);
        await connection.QueryAsync("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", _ => true, $"print_batch {batch.RunId}");
        var count = (await connection.QueryAsync("SELECT count(*) FROM print_batch WHERE run_id = $1", reader => reader.GetInt64(0), batch.RunId)).Single();
        return batch with { Id = PrintBatchId.Of(batch.RunId, batch.Lane, count + 1) };
    }

    private static Task<List<short>> LearnLaneAsync(NpgsqlConnection connection, string lane) =>
        connection.QueryAsync("INSERT INTO lane (name) SELECT $1 WHERE NOT EXISTS (SELECT 1 FROM lane WHERE name = $1) ON CONFLICT DO NOTHING RETURNING id", reader => reader.GetInt16(0), lane);

    private static async Task<PrintBatchRow> InsertAsync(NpgsqlConnection connection, PrintBatchRow batch)
    {
        var number = (await connection.QueryAsync(
            Insert, reader => reader.GetInt32(0),
            batch.Id, batch.Lane, batch.Queue, batch.RunId, batch.LetterCount, WriteColumns.Instant(batch.CreatedAt), batch.Details,
            (short)batch.Progress.State, Nullable(batch.Progress.DueAt), PrintBatchColumns<PostgreSqlColumnFormat>.WriteProgress(batch.Progress))).Single();
        return batch with { Number = number, Version = 1, Followed = 1 };
    }

    private static async Task<long?> CopyAsync(
        NpgsqlConnection connection, long id, string lane, int queue, string? batch, string copied, DateTimeOffset? dueAt, DateTimeOffset now)
    {
        await connection.QueryAsync("SELECT 1 FROM dispatch WHERE id = $1 FOR UPDATE", reader => reader.GetInt32(0), id);
        return (await connection.QueryAsync(
            Copy, reader => (long?)reader.GetInt64(0), id, lane, queue, Nullable(batch), copied, Nullable(dueAt), WriteColumns.Instant(now))).SingleOrDefault();
    }

    private static NpgsqlParameter<string?> Nullable(string? value) => new NpgsqlParameter<string?> { TypedValue = value };

    private static NpgsqlParameter Nullable(short? value) => new() { Value = value is { } number ? number : DBNull.Value, DataTypeName = "smallint" };

    private static NpgsqlParameter Nullable(DateTimeOffset? value) => new() { Value = value is { } instant ? WriteColumns.Instant(instant) : DBNull.Value, DataTypeName = "timestamptz" };

    private Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object[] values) =>
        database.UseAsync(connection => connection.QueryAsync(sql, read, values), cancellationToken);

    private Task<T?> TransactAsync<T>(Func<NpgsqlConnection, Task<T?>> work, CancellationToken cancellationToken) => database.UseAsync(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var result = await work(connection);
            await transaction.CommitAsync(cancellationToken);
            return result;
        },
        cancellationToken);
}
