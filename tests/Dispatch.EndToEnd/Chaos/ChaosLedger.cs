using Dispatch.Abstractions;
using Dispatch.EndToEnd.Crash;
using Dispatch.Grains.Dispatches;

namespace Dispatch.EndToEnd.Chaos;

/// <summary>Holds the rows after all is settled against the receipts, the engine's own counts and what arrived.</summary>
/// <param name="rows">Every invoice, as the engine shows it at the end.</param>
/// <param name="receipts">Every receipt that the client got.</param>
/// <param name="counts">The engine's own counts.</param>
/// <param name="sinks">What arrived.</param>
internal sealed class ChaosLedger(IReadOnlyList<InvoiceView> rows, IReadOnlyList<InvoiceView> receipts, IReadOnlyList<StateCount> counts, CrashSinks sinks)
{
    private readonly CrashLedger _arrivals = new(rows, sinks, _ => "d1:Delivered d2:Delivered");

    /// <summary>The figures; kills are counted elsewhere.</summary>
    public CrashFigures Figures => _arrivals.Figures;

    /// <summary>Everything that must not be; empty if all is as promised.</summary>
    /// <param name="sent">The numbers of all invoices sent.</param>
    public IEnumerable<string> FindFaults(IReadOnlyCollection<string> sent) =>
        _arrivals.FindFaults(sent, [.. receipts.Select(receipt => receipt.Number).Distinct()])
            .Concat(receipts.SelectMany(FindReceiptFaults))
            .Concat(new[] { DispatchKind.Email, DispatchKind.Post }.SelectMany(kind => FindBalanceFaults(kind, sent.Count)));

    private IEnumerable<string> FindReceiptFaults(InvoiceView receipt)
    {
        if (rows.FirstOrDefault(row => row.Number == receipt.Number) is { } row && Promise(row) is var promised && Promise(receipt) is var answered && promised != answered)
            yield return $"{receipt.Number} was answered as\n  {answered} and stands as\n  {promised}";
    }

    /// <summary>What a receipt says that may never change.</summary>
    private static string Promise(InvoiceView invoice) => string.Join(
        " | ",
        invoice.Dispatches
            .Select(dispatch => $"{dispatch.Id} {dispatch.Kind} {dispatch.Definition} {dispatch.Destination} {dispatch.Recipient}")
            .Prepend($"{invoice.Name} {invoice.Biller} {invoice.Subscription} {invoice.FinalizedAt:O} {invoice.Document}"));

    /// <summary>Every accepted dispatch of a kind counts in one column, and after all is settled that is the column of the delivered.</summary>
    private IEnumerable<string> FindBalanceFaults(DispatchKind kind, int accepted)
    {
        var columns = counts.Where(count => count.Kind == kind)
            .GroupBy(count => Ledger.ColumnOf(count.State))
            .ToDictionary(column => column.Key, column => column.Sum(count => count.Count));
        var listed = rows.Sum(row => row.Dispatches.Count(dispatch => dispatch.Kind == kind));
        if (listed != accepted || columns.Values.Sum() != accepted || columns.GetValueOrDefault(LedgerColumn.Delivered) != accepted)
            yield return $"{kind}: accepted {accepted}, listed {listed}, counted {string.Join(", ", columns.Select(column => $"{column.Key} {column.Value}"))}";
    }
}
