using Dispatch.Storage.Dispatches;
using Npgsql;

namespace Dispatch.Storage.PostgreSql.Writes;

/// <summary>
/// One statement per kind of write, over arrays. Rows stand in the order of their keys, so that two writers lock them in the same order.
/// The values of each statement are an array per column: its text never changes, and is prepared once.
/// </summary>
internal static class WriteStatements
{
    // Whoever lost a race for the number or the name inserts nothing here, and is looked at by a later statement.
    private static readonly string _accept = $"""
        WITH accepted AS (
            INSERT INTO invoice ({Names(WriteColumns.OfInvoice)})
            SELECT * FROM unnest({Parameters(WriteColumns.OfInvoice, 1)})
            ON CONFLICT DO NOTHING
            RETURNING id)
        INSERT INTO dispatch (invoice_id, lane_id, {Names(WriteColumns.OfDispatch)}, {Names(WriteColumns.OfProgress)}, version)
        SELECT u.*, 1 FROM unnest({Parameters(
            ["bigint", "smallint", .. Types(WriteColumns.OfDispatch), .. Types(WriteColumns.OfProgress)], 1 + WriteColumns.OfInvoice.Count)}) AS u (invoice_id)
        WHERE u.invoice_id IN (SELECT id FROM accepted)
        """;

    private static readonly string _ofVersion = Update(["bigint", "bigint"], "expected", "d.version = u.expected");

    private static readonly string _ofAttempt = Update(
        ["bigint", "uuid", "smallint"], "expected, known", "d.state = 2 AND d.attempt_token = u.expected AND d.requested = u.known");

    public static NpgsqlBatchCommand Accept(IReadOnlyList<AcceptWrite> writes, Func<string, short> laneId)
    {
        List<InvoiceRow> invoices = [.. writes.Select(write => write.Row)];
        List<(long InvoiceId, NewDispatch Dispatch)> dispatches = [.. writes.SelectMany(write => write.Dispatches.Select(dispatch => (write.Row.Id, dispatch)))];
        List<DispatchRow> rows = [.. dispatches.Select(item => item.Dispatch.Row)];
        List<DispatchProgress> progress = [.. dispatches.Select(item => item.Dispatch.Progress)];
        return Command(_accept,
        [
            .. WriteColumns.OfInvoice.Select(column => column.Values(invoices)),
            WriteColumns.Array("bigint", dispatches.Select(item => item.InvoiceId)),
            WriteColumns.Array("smallint", rows.Select(row => laneId(row.Lane))),
            .. WriteColumns.OfDispatch.Select(column => column.Values(rows)),
            .. WriteColumns.OfProgress.Select(column => column.Values(progress)),
        ]);
    }

    /// <summary>Returns id and new version of each row that it changed.</summary>
    public static NpgsqlBatchCommand OfVersion(IReadOnlyList<ChangeWrite> writes) => Command(_ofVersion, VersionValues(writes));

    /// <inheritdoc cref="OfVersion"/>
    public static NpgsqlBatchCommand OfAttempt(IReadOnlyList<ChangeWrite> writes) => Command(_ofAttempt, AttemptValues(writes));

    /// <summary>One write that also activates a standby fallback: returns id and new version of the row, and how many rows were activated.</summary>
    public static NpgsqlBatchCommand WithFallback(ChangeWrite write)
    {
        var (update, values) = write.Change.Guard is WriteGuard.OfVersion ? (_ofVersion, VersionValues([write])) : (_ofAttempt, AttemptValues([write]));
        var next = values.Count + 1;
        return Command($"""
            WITH changed AS ({update}), activated AS (
                UPDATE dispatch f SET state = 1, due_at = ${next}, changed_at = ${next}, possible_duplicate = f.possible_duplicate OR ${next + 2}, version = f.version + 1
                FROM changed c
                WHERE f.id BETWEEN c.id / 1000 * 1000 AND c.id / 1000 * 1000 + 999 AND f.definition = ${next + 1} AND f.copy = 0 AND f.state = 0
                RETURNING f.id)
            SELECT id, version, (SELECT count(*) FROM activated) FROM changed
            """,
            [
                .. values,
                new NpgsqlParameter<DateTime> { TypedValue = WriteColumns.Instant(write.Change.Next.ChangedAt) },
                new NpgsqlParameter<string> { TypedValue = write.Change.ActivateFallback! },
                new NpgsqlParameter<bool> { TypedValue = write.Change.Next.IsPossibleDuplicate },
            ]);
    }

    private static List<NpgsqlParameter> VersionValues(IReadOnlyList<ChangeWrite> writes) =>
    [
        WriteColumns.Array("bigint", writes.Select(write => write.Id)),
        WriteColumns.Array("bigint", writes.Select(write => ((WriteGuard.OfVersion)write.Change.Guard).Version)),
        .. ProgressValues(writes),
    ];

    private static List<NpgsqlParameter> AttemptValues(IReadOnlyList<ChangeWrite> writes) =>
    [
        WriteColumns.Array("bigint", writes.Select(write => write.Id)),
        WriteColumns.Array("uuid", writes.Select(write => ((WriteGuard.OfAttempt)write.Change.Guard).Token)),
        WriteColumns.Array("smallint", writes.Select(write => (short)((WriteGuard.OfAttempt)write.Change.Guard).KnownRequest)),
        .. ProgressValues(writes),
    ];

    private static IEnumerable<NpgsqlParameter> ProgressValues(IReadOnlyList<ChangeWrite> writes)
    {
        List<DispatchProgress> progress = [.. writes.Select(write => write.Change.Next)];
        return WriteColumns.OfProgress.Select(column => column.Values(progress));
    }

    private static NpgsqlBatchCommand Command(string sql, IReadOnlyList<NpgsqlParameter> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(value);
        return command;
    }

    private static string Update(IReadOnlyList<string> keyTypes, string guardNames, string guard) => $"""
        UPDATE dispatch d SET {string.Join(", ", WriteColumns.OfProgress.Select(column => $"{column.Name} = u.{column.Name}"))}, version = d.version + 1
        FROM unnest({Parameters([.. keyTypes, .. Types(WriteColumns.OfProgress)], 1)}) AS u (id, {guardNames}, {Names(WriteColumns.OfProgress)})
        WHERE d.id = u.id AND {guard}
        RETURNING d.id, d.version
        """;

    private static string Names<TRow>(IEnumerable<WriteColumn<TRow>> columns) => string.Join(", ", columns.Select(column => column.Name));

    private static IEnumerable<string> Types<TRow>(IEnumerable<WriteColumn<TRow>> columns) => columns.Select(column => column.Type);

    private static string Parameters<TRow>(IEnumerable<WriteColumn<TRow>> columns, int first) => Parameters([.. Types(columns)], first);

    private static string Parameters(IReadOnlyList<string> types, int first) => string.Join(", ", types.Select((type, i) => $"${first + i}::{type}[]"));
}
