using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Dispatches.Rows;
using Dispatch.Storage.Runs.Rows;

namespace Dispatch.Storage.PostgreSql;

/// <summary>
/// The texts of the reads. A partial index serves only a query that repeats its condition as written, so states stand in the texts, not in parameters.
/// </summary>
internal static class DispatchReads
{
    public const int MaxTake = 1000;

    // The range of ids leads from an invoice to its dispatches; there is no index on invoice_id.
    private const string Select = $"""
        {DispatchColumns<PostgreSqlColumnFormat>.Columns}
        FROM dispatch d JOIN invoice i ON i.id = d.invoice_id AND d.id BETWEEN i.id * 1000 AND i.id * 1000 + 999 JOIN lane l ON l.id = d.lane_id
        """;

    /// <summary>The condition of the index <c>dispatch_queue</c>.</summary>
    private const string Open = "d.due_at IS NOT NULL AND d.state IN (1, 2, 3, 4, 9)";

    /// <summary>The condition of the index <c>dispatch_attention</c>.</summary>
    private const string Attention = "d.state IN (0, 3, 4, 7, 8, 9, 10)";

    /// <summary>The condition of the index <c>dispatch_gather</c>.</summary>
    private const string Gathers = "d.state = 1 AND d.due_at IS NULL AND d.batch IS NULL";

    /// <summary>The print batches whose letters may be open without a due time: those that have not ended, or whose letters are behind.</summary>
    private const string OpenBatches = """
        (SELECT id FROM print_batch WHERE number IN (SELECT number FROM print_batch WHERE state IN (1, 2, 3, 4) UNION SELECT number FROM print_batch WHERE followed < version))
        """;

    public const string Invoice = Select + " WHERE i.number = $1 AND i.biller = $2 ORDER BY d.id";

    public const string Invoices = Select +
        " WHERE i.id IN (SELECT id FROM invoice WHERE name = $1 UNION SELECT id FROM invoice WHERE number = $1) ORDER BY i.id, d.id";

    public const string InvoicesOfKeys = Select +
        " JOIN unnest($1::text[], $2::text[]) AS k (number, biller) ON i.number = k.number AND i.biller = k.biller ORDER BY i.id, d.id";

    public const string Dispatch = Select + " WHERE i.number = $1 AND i.biller = $2 AND d.definition = $3 AND d.copy = $4";

    public const string DispatchOfRow = Select + " WHERE d.id = $1";

    public const string Due = $"""
        {Select}
        WHERE d.shard = $1 AND d.lane_id = (SELECT id FROM lane WHERE name = $2) AND d.queue = $3 AND d.due_at BETWEEN $4 AND $5 AND {Open}
        ORDER BY d.due_at LIMIT $6
        """;

    public const string DueQueues = $"""
        SELECT k.lane, k.queue FROM unnest($3::text[], $4::integer[], $5::timestamptz[]) AS k (lane, queue, since) JOIN lane l ON l.name = k.lane
        CROSS JOIN LATERAL (SELECT 1 FROM dispatch d
            WHERE d.shard = $1 AND d.lane_id = l.id AND d.queue = k.queue AND d.due_at BETWEEN k.since AND $2 AND {Open} LIMIT 1) AS due
        ORDER BY k.lane, k.queue
        """;

    /// <summary>Jumps from queue to queue of a lane, instead of walking through all open rows.</summary>
    public const string OpenQueues = $"""
        WITH RECURSIVE open (lane_id, queue) AS (
            SELECT l.id, (SELECT d.queue FROM dispatch d WHERE d.shard = $1 AND d.lane_id = l.id AND {Open} ORDER BY d.queue LIMIT 1) FROM lane l
            UNION ALL
            SELECT o.lane_id, (SELECT d.queue FROM dispatch d
                WHERE d.shard = $1 AND d.lane_id = o.lane_id AND d.queue > o.queue AND {Open} ORDER BY d.queue LIMIT 1)
            FROM open o WHERE o.queue IS NOT NULL)
        SELECT l.name, o.queue FROM open o JOIN lane l ON l.id = o.lane_id WHERE o.queue IS NOT NULL ORDER BY l.name, o.queue
        """;

    // A dispatch that a person retries meanwhile keeps its recipient: its row is looked at again when the other write is over.
    public const string Erase = """
        WITH step AS (SELECT id, finalized_at, erased_at FROM invoice WHERE id > $2 ORDER BY id LIMIT $5),
        old AS (SELECT s.id FROM step s WHERE s.finalized_at < $1 AND s.erased_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM dispatch d WHERE d.id BETWEEN s.id * 1000 AND s.id * 1000 + 999 AND d.state IN (1, 2, 3, 4, 9, 10))),
        recipients AS (UPDATE dispatch d SET recipient = $3, version = d.version + 1 FROM old
            WHERE d.id BETWEEN old.id * 1000 AND old.id * 1000 + 999 AND d.state NOT IN (1, 2, 3, 4, 9, 10)),
        erased AS (UPDATE invoice i SET details = (i.details::jsonb - $4)::text, erased_at = $6 FROM old WHERE i.id = old.id RETURNING 1)
        SELECT (SELECT count(*) FROM erased), (SELECT max(id) FROM step), (SELECT count(*) FROM step WHERE finalized_at < $1)
        """;

    // One seek per shard, lane and queue: the plain minimum would walk through every open row.
    public const string NextDue = $"""
        WITH RECURSIVE open (shard, lane_id, queue) AS (
            SELECT s.shard, l.id, (SELECT d.queue FROM dispatch d WHERE d.shard = s.shard AND d.lane_id = l.id AND {Open} ORDER BY d.queue LIMIT 1)
            FROM generate_series(0, $1 - 1) AS s (shard) CROSS JOIN lane l
            UNION ALL
            SELECT o.shard, o.lane_id, (SELECT d.queue FROM dispatch d
                WHERE d.shard = o.shard AND d.lane_id = o.lane_id AND d.queue > o.queue AND {Open} ORDER BY d.queue LIMIT 1)
            FROM open o WHERE o.queue IS NOT NULL)
        SELECT min(first.due_at) FROM open o CROSS JOIN LATERAL (SELECT d.due_at FROM dispatch d
            WHERE d.shard = o.shard AND d.lane_id = o.lane_id AND d.queue = o.queue AND {Open} ORDER BY d.due_at LIMIT 1) AS first
        """;

    public const string CountAll = "SELECT state, lane_id, count(*) AS count, min(id) AS first FROM dispatch GROUP BY state, lane_id";

    /// <summary>A run's invoices lie close together: its dispatches are found in that stretch, whatever else was accepted meanwhile.</summary>
    private static readonly string RunsDispatches = $"""
        dispatch
        WHERE run_id = $1 AND id >= (SELECT id FROM {FirstInvoice("$1")}) * 1000 AND id < ((SELECT id FROM {LastInvoice("$1")}) + 1) * 1000
        """;

    public static readonly string CountRun = $"""
        SELECT state, lane_id, count(*) AS count, min(id) AS first FROM {RunsDispatches}
        GROUP BY state, lane_id
        """;

    /// <summary>The same by reason, with the time of the oldest of each.</summary>
    public static readonly string CountRunByReason = $"""
        SELECT d.kind, l.name, g.state, g.reason, g.count, i.finalized_at FROM (
            SELECT state, lane_id, reason, count(*) AS count, min(id) AS first FROM {RunsDispatches}
            GROUP BY state, lane_id, reason) g
        JOIN dispatch d ON d.id = g.first JOIN invoice i ON i.id = d.invoice_id JOIN lane l ON l.id = g.lane_id
        ORDER BY l.name, g.state, g.reason
        """;

    /// <summary>
    /// Runs, each with whether it has open dispatches and such that need care: seeks, however many dispatches there are. The limits and the comparisons of
    /// pairs leave PostgreSQL no other way, whatever its statistics say.
    /// </summary>
    public static readonly string Runs = $"""
        SELECT {RunColumns<PostgreSqlColumnFormat>.OfRun},
            EXISTS (SELECT 1 FROM generate_series(0, {Shards.Count - 1}) s (shard) CROSS JOIN lane l
                CROSS JOIN LATERAL (SELECT 1 FROM dispatch d WHERE d.shard = s.shard AND d.lane_id = l.id AND d.queue = r.number AND {Open} LIMIT 1) AS open)
            OR EXISTS (SELECT 1 FROM lane l CROSS JOIN LATERAL (SELECT 1 FROM dispatch d
                WHERE (d.lane_id, d.queue) >= (l.id, r.number) AND (d.lane_id, d.queue) <= (l.id, r.number) AND {Gathers} ORDER BY d.lane_id, d.queue LIMIT 1) AS waiting)
            OR EXISTS (SELECT 1 FROM print_batch b CROSS JOIN LATERAL (SELECT 1 FROM dispatch d
                WHERE d.batch >= b.id AND d.batch <= b.id AND d.state IN (1, 2, 3, 4) AND d.run_id = r.id ORDER BY d.batch LIMIT 1) AS printing
                WHERE b.run_id = r.id AND (b.state IN (1, 2, 3, 4) OR b.followed < b.version)),
            EXISTS (SELECT 1 FROM {FirstInvoice("r.id")} CROSS JOIN {LastInvoice("r.id")} CROSS JOIN (VALUES (7::smallint), (8), (10)) s (state)
                CROSS JOIN LATERAL (SELECT 1 FROM dispatch d
                    WHERE (d.state, d.id) >= (s.state, first_invoice.id * 1000) AND (d.state, d.id) < (s.state, (last_invoice.id + 1) * 1000) AND {Attention}
                        AND d.run_id = r.id LIMIT 1) AS sore)
        FROM run r WHERE r.number < $1 ORDER BY r.number DESC LIMIT $2
        """;

    /// <summary>Letters before and in a print batch have no due time.</summary>
    public const string CountUnsettled = $"""
        SELECT state, lane_id, count(*) AS count, min(id) AS first FROM (
            SELECT d.state, d.lane_id, d.id FROM dispatch d WHERE {Open} AND d.state IN (1, 2)
            UNION ALL SELECT 1::smallint, d.lane_id, d.id FROM dispatch d WHERE {Gathers}
            UNION ALL SELECT d.state, d.lane_id, d.id FROM {OpenBatches} b
                CROSS JOIN LATERAL (SELECT * FROM dispatch WHERE batch = b.id OFFSET 0) d WHERE d.state IN (1, 2) AND d.due_at IS NULL
            UNION ALL SELECT d.state, d.lane_id, d.id FROM dispatch d WHERE {Attention}) u
        GROUP BY state, lane_id
        """;

    /// <summary>Names the lane of each count, and the time of the oldest: ids grow, so the smallest was accepted first.</summary>
    public static string Counts(string counts) => $"""
        SELECT d.kind, l.name, g.state, g.count, i.finalized_at FROM ({counts}) g
        JOIN dispatch d ON d.id = g.first JOIN invoice i ON i.id = d.invoice_id JOIN lane l ON l.id = g.lane_id
        ORDER BY l.name, g.state
        """;

    public static (string Sql, object[] Values) InvoicePage(InvoiceFilter filter)
    {
        var conditions = new Conditions();
        conditions.AddIfAny("p.subscription = {0}", filter.Subscription);
        conditions.AddIfAny("p.biller = {0}", filter.Biller);
        conditions.AddIfAny("p.run_id = {0}", filter.RunId);
        conditions.Add("p.id > {0}", filter.AfterId);
        var (where, values) = conditions.With(Math.Clamp(filter.Take, 1, MaxTake));
        return ($"{Select} WHERE i.id IN (SELECT p.id FROM invoice p WHERE {where} ORDER BY p.id LIMIT ${values.Length}) ORDER BY i.id, d.id", values);
    }

    /// <summary>The page is chosen by its ids alone, along one index; then its rows are joined.</summary>
    public static (string Sql, object[] Values) Dispatches(DispatchFilter filter)
    {
        var conditions = new Conditions();
        conditions.Add("p.id > {0}", filter.AfterId);
        conditions.AddIfAny("p.kind = {0}", (short?)filter.Kind);
        conditions.AddIfAny("p.reason = {0}", (short?)filter.Reason);
        conditions.AddIfAny("EXISTS (SELECT 1 FROM invoice b WHERE b.id = p.invoice_id AND b.biller = {0})", filter.Biller);
        var run = filter.RunId is null ? null : conditions.Of(filter.RunId);
        var (where, values) = conditions.With(Math.Clamp(filter.Take, 1, MaxTake));
        var take = $"LIMIT ${values.Length}";
        if (run is null && filter.State is DispatchState.Pending or DispatchState.Sending)
            return (OpenPage(filter.State.Value, where, take), values);
        var page = run switch
        {
            null => $"SELECT p.id FROM dispatch p WHERE {StateCondition(filter.State)}{where} ORDER BY p.id {take}",
            _ => $"""
                SELECT p.id FROM (SELECT id FROM invoice WHERE run_id = {run} AND id >= $1 / 1000 ORDER BY id OFFSET 0) q
                CROSS JOIN LATERAL (SELECT * FROM dispatch WHERE id BETWEEN q.id * 1000 AND q.id * 1000 + 999 OFFSET 0) p
                WHERE {StateCondition(filter.State)}{where} ORDER BY q.id, p.id {take}
                """,
        };
        return ($"{Select} WHERE d.id IN ({page}) ORDER BY d.id", values);
    }

    /// <summary>
    /// Pending rows are found in the work queue, among what waits to be gathered, and in open print batches, not among all ids; then row by row, since
    /// PostgreSQL may believe that it has their order for less by walking through all ids.
    /// </summary>
    private static string OpenPage(DispatchState state, string where, string take) => $"""
        {DispatchColumns<PostgreSqlColumnFormat>.Columns}
        FROM (SELECT p.id FROM (
                SELECT d.id, d.invoice_id, d.kind, d.reason FROM dispatch d WHERE d.state = {(int)state} AND {Open}
                {(state == DispatchState.Pending ? $"UNION ALL SELECT d.id, d.invoice_id, d.kind, d.reason FROM dispatch d WHERE {Gathers}" : "")}
                UNION ALL SELECT d.id, d.invoice_id, d.kind, d.reason FROM {OpenBatches} b
                    CROSS JOIN LATERAL (SELECT * FROM dispatch WHERE batch = b.id OFFSET 0) d WHERE d.state = {(int)state} AND d.due_at IS NULL
                OFFSET 0) p
            WHERE {where} ORDER BY p.id {take}) q
        CROSS JOIN LATERAL (SELECT * FROM dispatch WHERE id = q.id OFFSET 0) d JOIN invoice i ON i.id = d.invoice_id JOIN lane l ON l.id = d.lane_id
        ORDER BY d.id
        """;

    /// <summary>Most rows are delivered: a page of those is found at once in the order of ids.</summary>
    private static string StateCondition(DispatchState? state) => state switch
    {
        null => "",
        DispatchState.Pending or DispatchState.Sending or DispatchState.Delivered or DispatchState.Confirmed or DispatchState.Cancelled => $"p.state = {(int)state} AND ",
        _ => $"p.state = {(int)state} AND p.state IN (0, 3, 4, 7, 8, 9, 10) AND ",
    };

    /// <summary>
    /// A run's first invoice, or no row. Asked for in the order of the index, and not by the run alone: PostgreSQL would walk through the invoices of all
    /// runs until it comes to the first of this one, where it believes that they are many.
    /// </summary>
    private static string FirstInvoice(string run) =>
        $"(SELECT f.id FROM (SELECT run_id, id FROM invoice WHERE run_id >= {run} ORDER BY run_id, id LIMIT 1) f WHERE f.run_id = {run}) AS first_invoice";

    /// <inheritdoc cref="FirstInvoice"/>
    private static string LastInvoice(string run) =>
        $"(SELECT f.id FROM (SELECT run_id, id FROM invoice WHERE run_id <= {run} ORDER BY run_id DESC, id DESC LIMIT 1) f WHERE f.run_id = {run}) AS last_invoice";

    private sealed class Conditions
    {
        private readonly List<string> _terms = [];
        private readonly List<object> _values = [];

        public void Add(string term, object value) => _terms.Add(string.Format(CultureInfo.InvariantCulture, term, Of(value)));

        /// <summary>A value's parameter.</summary>
        public string Of(object value)
        {
            _values.Add(value);
            return $"${_values.Count}";
        }

        public void AddIfAny(string term, object? value)
        {
            if (value is not null)
                Add(term, value);
        }

        public (string Where, object[] Values) With(object last) => (string.Join(" AND ", _terms), [.. _values, last]);
    }
}
