using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Dispatches.Rows;
using Microsoft.Data.Sqlite;

namespace Dispatch.Storage.Sqlite;

/// <summary>Reads of invoices and dispatches for people and programs.</summary>
internal static class DispatchReads
{
    public const string Unsettled = "WHERE state IN (0, 1, 2, 3, 4, 7, 8, 9, 10)";

    private const int MaxTake = 1000;

    public static InvoiceRecord? FindInvoice(SqliteConnection connection, string biller, string number) => DispatchColumns<SqliteColumnFormat>
        .ByInvoice(connection.Query(DispatchColumns<SqliteColumnFormat>.Select + " WHERE i.number = $number AND i.biller = $biller ORDER BY d.id", DispatchColumns<SqliteColumnFormat>.Read, number, biller))
        .SingleOrDefault();

    public static IReadOnlyList<InvoiceRecord> FindInvoices(SqliteConnection connection, string name) => DispatchColumns<SqliteColumnFormat>.ByInvoice(
        connection.Query(DispatchColumns<SqliteColumnFormat>.Select + " WHERE i.name = $name OR i.number = $name ORDER BY i.id, d.id", DispatchColumns<SqliteColumnFormat>.Read, name));

    public static DispatchRecord? FindDispatch(SqliteConnection connection, DispatchId id) => connection.Query(
        DispatchColumns<SqliteColumnFormat>.Select + " WHERE i.number = $number AND i.biller = $biller AND d.definition = $definition AND d.copy = $copy",
        DispatchColumns<SqliteColumnFormat>.Read, id.Number, id.Biller, id.Definition, id.Copy).SingleOrDefault();

    public static DispatchRecord? FindDispatch(SqliteConnection connection, long rowId) =>
        connection.Query(DispatchColumns<SqliteColumnFormat>.Select + " WHERE d.id = $id", DispatchColumns<SqliteColumnFormat>.Read, rowId).SingleOrDefault();

    public static IReadOnlyList<InvoiceRecord> ListInvoices(SqliteConnection connection, InvoiceFilter filter)
    {
        var conditions = new Conditions();
        conditions.Add("p.id > $after", filter.AfterId);
        conditions.AddIfAny("p.subscription = $subscription", filter.Subscription);
        conditions.AddIfAny("p.biller = $biller", filter.Biller);
        conditions.AddIfAny("p.run_id = $run", filter.RunId);
        return DispatchColumns<SqliteColumnFormat>.ByInvoice(connection.Query(
            $"{DispatchColumns<SqliteColumnFormat>.Select} WHERE i.id IN (SELECT p.id FROM invoice p WHERE {conditions.Sql} ORDER BY p.id LIMIT $take) ORDER BY i.id, d.id",
            DispatchColumns<SqliteColumnFormat>.Read, [.. conditions.Values, Math.Clamp(filter.Take, 1, MaxTake)]));
    }

    public static IReadOnlyList<DispatchRecord> ListDispatches(SqliteConnection connection, DispatchFilter filter)
    {
        var (sql, values) = ListSql(filter);
        return connection.Query(sql, DispatchColumns<SqliteColumnFormat>.Read, values);
    }

    public static IReadOnlyList<DispatchCount> Count(SqliteConnection connection, string? runId) =>
        connection.Query(CountSql(runId is null ? "" : "WHERE run_id = $run"), DispatchColumns<SqliteColumnFormat>.ReadCount, runId is null ? [] : [runId]);

    public static IReadOnlyList<DispatchCount> CountUnsettled(SqliteConnection connection) =>
        connection.Query(CountSql(Unsettled), DispatchColumns<SqliteColumnFormat>.ReadCount);

    public static (string Sql, object?[] Values) ListSql(DispatchFilter filter)
    {
        var conditions = new Conditions();
        conditions.Add("d.id > $after", filter.AfterId);
        conditions.AddIfAny("d.run_id = $run", filter.RunId);
        conditions.AddIfAny(StateCondition(filter.State), (int?)filter.State);
        conditions.AddIfAny("d.kind = $kind", (int?)filter.Kind);
        conditions.AddIfAny("d.reason = $reason", (int?)filter.Reason);
        conditions.AddIfAny("i.biller = $biller", filter.Biller);
        return ($"{DispatchColumns<SqliteColumnFormat>.Select} WHERE {conditions.Sql} ORDER BY d.id LIMIT $take", [.. conditions.Values, Math.Clamp(filter.Take, 1, MaxTake)]);
    }

    /// <summary>Counts in the index alone, then looks at one row per group: ids grow, so the smallest was accepted first.</summary>
    public static string CountSql(string where) => $"""
        SELECT d.kind, l.name, g.state, g.count, i.finalized_at
        FROM (
            SELECT state, lane_id, count(*) AS count, min(id) AS first FROM dispatch
            {where} GROUP BY state, lane_id) g
        JOIN dispatch d ON d.id = g.first JOIN invoice i ON i.id = d.invoice_id JOIN lane l ON l.id = g.lane_id
        ORDER BY l.name, g.state
        """;

    /// <summary>
    /// Most rows are delivered: a page of those is found at once in the order of ids, while the index would sort them all.
    /// The plus keeps SQLite from using the index.
    /// </summary>
    private static string StateCondition(DispatchState? state) =>
        state is DispatchState.Delivered or DispatchState.Confirmed ? "+d.state = $state" : "d.state = $state";

    private sealed class Conditions
    {
        private readonly List<string> _terms = [];
        private readonly List<object?> _values = [];

        public string Sql => string.Join(" AND ", _terms);

        public IEnumerable<object?> Values => _values;

        public void Add(string term, object value)
        {
            _terms.Add(term);
            _values.Add(value);
        }

        public void AddIfAny(string term, object? value)
        {
            if (value is not null)
                Add(term, value);
        }
    }
}
