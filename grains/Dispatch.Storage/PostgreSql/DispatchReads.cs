using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Dispatches.Rows;

namespace Dispatch.Storage.PostgreSql;

/// <summary>
/// The texts of the reads. A partial index serves only a query that repeats its condition as written, so states stand in the texts, not in parameters.
/// </summary>
internal static class DispatchReads
{
    public const int MaxTake = 1000;

    private const string Select = DispatchColumns<PostgreSqlColumnFormat>.Select;

    /// <summary>The condition of the index <c>dispatch_due</c>.</summary>
    private const string Open = "d.due_at IS NOT NULL AND d.state IN (1, 2, 3, 4, 9)";

    /// <summary>The condition of the index <c>dispatch_attention</c>.</summary>
    private const string Attention = "d.state IN (0, 3, 4, 7, 8, 9, 10)";

    public const string Invoices = Select + " WHERE i.name = $1 OR i.number = $1 ORDER BY i.id, d.id";

    public const string Dispatch = Select + " WHERE i.number = $1 AND i.biller = $2 AND d.definition = $3 AND d.copy = $4";

    public const string Due = $"""
        {Select}
        WHERE d.shard = $1 AND d.lane_id = (SELECT id FROM lane WHERE name = $2) AND d.due_at <= $3 AND {Open}
        ORDER BY d.due_at LIMIT $4
        """;

    public const string DueLanes = $"""
        SELECT l.name FROM lane l
        WHERE EXISTS (SELECT 1 FROM dispatch d WHERE d.shard = $1 AND d.lane_id = l.id AND d.due_at <= $2 AND {Open})
        ORDER BY l.name
        """;

    // One seek per shard and lane: the plain minimum would walk through every open row.
    public const string NextDue = $"""
        SELECT min(first.due_at) FROM generate_series(0, $1 - 1) AS shard (number) CROSS JOIN lane l
        CROSS JOIN LATERAL (SELECT d.due_at FROM dispatch d
            WHERE d.shard = shard.number AND d.lane_id = l.id AND {Open} ORDER BY d.due_at LIMIT 1) AS first
        """;

    public const string CountAll = "SELECT state, lane_id, count(*) AS count, min(id) AS first FROM dispatch GROUP BY state, lane_id";

    /// <summary>A run's invoices lie close together: its dispatches are found in that stretch, whatever else was accepted meanwhile.</summary>
    public const string CountRun = """
        SELECT state, lane_id, count(*) AS count, min(id) AS first FROM dispatch
        WHERE run_id = $1
            AND id >= (SELECT id FROM invoice WHERE run_id = $1 ORDER BY id LIMIT 1) * 1000
            AND id < ((SELECT id FROM invoice WHERE run_id = $1 ORDER BY id DESC LIMIT 1) + 1) * 1000
        GROUP BY state, lane_id
        """;

    public const string CountUnsettled = $"""
        SELECT state, lane_id, count(*) AS count, min(id) AS first FROM (
            SELECT d.state, d.lane_id, d.id FROM dispatch d WHERE {Open} AND d.state IN (1, 2)
            UNION ALL SELECT d.state, d.lane_id, d.id FROM dispatch d WHERE {Attention}) u
        GROUP BY state, lane_id
        """;

    /// <summary>Names the lane of each count, and the time of the oldest: ids grow, so the smallest was accepted first.</summary>
    public static string Counts(string counts) => $"""
        SELECT d.kind, l.name, g.state, g.count, i.finalized_at FROM ({counts}) g
        JOIN dispatch d ON d.id = g.first JOIN invoice i ON i.id = d.invoice_id JOIN lane l ON l.id = g.lane_id
        ORDER BY l.name, g.state
        """;

    public static (string Sql, object[] Values) Invoice(InvoiceFilter filter)
    {
        var conditions = new Conditions();
        conditions.AddIfAny("p.subscription = {0}", filter.Subscription);
        conditions.AddIfAny("p.biller = {0}", filter.Biller);
        conditions.AddIfAny("p.run_id = {0}", filter.RunId);
        conditions.Add("p.id > {0}", filter.AfterId);
        var (where, values) = conditions.With(Math.Clamp(filter.Take, 1, MaxTake));
        return ($"{Select} WHERE i.id IN (SELECT p.id FROM invoice p WHERE {where} ORDER BY p.id LIMIT ${values.Length}) ORDER BY i.id, d.id", values);
    }

    public static (string Sql, object[] Values) Dispatches(DispatchFilter filter)
    {
        var conditions = new Conditions();
        conditions.AddIfAny("i.biller = {0}", filter.Biller);
        conditions.AddIfAny("d.run_id = {0}", filter.RunId);
        conditions.AddIfAny("i.run_id = {0}", filter.RunId); // the same, by an index
        conditions.AddIfAny("d.kind = {0}", (short?)filter.Kind);
        conditions.AddIfAny("d.reason = {0}", (short?)filter.Reason);
        conditions.Add("d.id > {0}", filter.AfterId);
        var (where, values) = conditions.With(Math.Clamp(filter.Take, 1, MaxTake));
        return ($"{Select} WHERE {StateCondition(filter.State)}{where} ORDER BY d.id LIMIT ${values.Length}", values);
    }

    /// <summary>Most rows are delivered: a page of those is found at once in the order of ids.</summary>
    private static string StateCondition(DispatchState? state) => state switch
    {
        null => "",
        DispatchState.Pending or DispatchState.Sending => $"d.state = {(int)state} AND {Open} AND ",
        DispatchState.Delivered or DispatchState.Confirmed or DispatchState.Cancelled => $"d.state = {(int)state} AND ",
        _ => $"d.state = {(int)state} AND {Attention} AND ",
    };

    private sealed class Conditions
    {
        private readonly List<string> _terms = [];
        private readonly List<object> _values = [];

        public void Add(string term, object value)
        {
            _values.Add(value);
            _terms.Add(string.Format(CultureInfo.InvariantCulture, term, $"${_values.Count}"));
        }

        public void AddIfAny(string term, object? value)
        {
            if (value is not null)
                Add(term, value);
        }

        public (string Where, object[] Values) With(object last) => (string.Join(" AND ", _terms), [.. _values, last]);
    }
}
