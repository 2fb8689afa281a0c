namespace Dispatch.Abstractions;

/// <summary>Lists and finds. A stateless worker; any key. Reads rows, writes nothing.</summary>
[Alias("dispatch.catalog-grain.v1"), ClientFacing]
public interface ICatalogGrain : IGrainWithIntegerKey
{
    /// <summary>All billers' ids, sorted.</summary>
    [Alias("list-billers")]
    Task<IReadOnlyList<string>> ListBillersAsync();

    /// <summary>Subscriptions by biller and number, up to 200 after the given one.</summary>
    [Alias("list-subscriptions")]
    Task<IReadOnlyList<SubscriptionSummary>> ListSubscriptionsAsync(string? biller, SubscriptionId? after);

    /// <summary>Subscriptions whose number is <paramref name="reference"/> (or <c>biller/number</c>); if there is none, those whose contract is.</summary>
    [Alias("find-subscriptions")]
    Task<IReadOnlyList<SubscriptionSummary>> FindSubscriptionsAsync(string reference, string? biller);

    /// <summary>Invoices, oldest first.</summary>
    [Alias("list-invoices")]
    Task<Page<InvoiceView>> ListInvoicesAsync(InvoiceQuery query);

    /// <summary>Invoices whose name or number is <paramref name="name"/> (or <c>biller/number</c>); more than one if billers share the number.</summary>
    [Alias("find-invoices")]
    Task<IReadOnlyList<InvoiceView>> FindInvoicesAsync(string name, string? biller);

    /// <summary>Dispatches, oldest first.</summary>
    [Alias("list-dispatches")]
    Task<Page<DispatchView>> ListDispatchesAsync(DispatchQuery query);

    /// <summary>Dispatches whose id on the outside is <paramref name="name"/>; more than one if billers share the invoice's number.</summary>
    [Alias("find-dispatches")]
    Task<IReadOnlyList<DispatchView>> FindDispatchesAsync(string name, string? biller);

    /// <summary>Counts dispatches by kind, destination and state.</summary>
    /// <param name="run">Only this run's; none: of all, which reads the whole table.</param>
    [Alias("count")]
    Task<IReadOnlyList<StateCount>> CountAsync(string? run);

    /// <summary>The same of all that is not at a good end: everything but delivered, confirmed and cancelled. Quick, however much is settled.</summary>
    [Alias("count-unsettled")]
    Task<IReadOnlyList<StateCount>> CountUnsettledAsync();

    /// <summary>When the engine has something to do next; none if nothing is open.</summary>
    [Alias("find-next-due")]
    Task<DateTimeOffset?> FindNextDueAsync();

    /// <summary>The configured printers.</summary>
    [Alias("list-printers")]
    Task<IReadOnlyList<PrinterView>> ListPrintersAsync();

    /// <summary>Print batches, oldest first, without their envelopes.</summary>
    [Alias("list-print-batches")]
    Task<Page<PrintBatchView>> ListPrintBatchesAsync(PrintBatchQuery query);

    /// <summary>The letters of the envelope that a sheet's mark names, by the text of its DataMatrix; none where it is no mark, or of no envelope.</summary>
    [Alias("find-by-mark")]
    Task<IReadOnlyList<DispatchView>> FindByMarkAsync(string mark);

    /// <summary>Runs, newest first.</summary>
    /// <param name="before">The <see cref="Page{T}.Next"/> of the page before; none for the first.</param>
    [Alias("list-runs")]
    Task<Page<RunSummary>> ListRunsAsync(long? before);
}
