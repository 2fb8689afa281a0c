using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Print;
using Dispatch.Documents.Batches;
using Dispatch.Grains.Dispatches;
using Dispatch.Grains.Printing;
using Dispatch.Grains.Runs;
using Dispatch.Storage.Catalog;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Printing;
using Dispatch.Storage.Runs;
using Orleans.Concurrency;

namespace Dispatch.Grains.Catalog;

/// <summary>Answers lists and searches from the rows.</summary>
[StatelessWorker, Reentrant]
internal sealed class CatalogGrain(
    IDispatchStore store, IPrintBatchStore batches, ICatalogStore catalog, IRunStore runs, ChannelDirectory channels, Waits waits,
    IEnumerable<IPrintBatchChannel> printing) : Grain, ICatalogGrain
{
    private const int PageSize = 200;
    private const int RunPageSize = 20;

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListBillersAsync() => catalog.ListBillersAsync();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SubscriptionSummary>> ListSubscriptionsAsync(string? biller, SubscriptionId? after) =>
        [.. (await catalog.ListSubscriptionsAsync(biller, after?.Biller ?? "", after?.Number ?? "", PageSize)).Select(Of)];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SubscriptionSummary>> FindSubscriptionsAsync(string reference, string? biller)
    {
        var found = await catalog.FindSubscriptionsAsync(reference, biller);
        if (found.Count == 0 && await SplitAsync(reference, biller) is { } id)
            found = await catalog.FindSubscriptionsAsync(id.Number, id.Biller);
        return [.. found.Select(Of)];
    }

    /// <inheritdoc/>
    public async Task<Page<InvoiceView>> ListInvoicesAsync(InvoiceQuery query)
    {
        var rows = await store.ListInvoicesAsync(new InvoiceFilter(query.Biller, query.Subscription, query.Run, query.After, PageSize));
        return new Page<InvoiceView>(await waits.AddAsync([.. rows.Select(Views.Of)]), rows.Count == PageSize ? rows[^1].Row.Id : null);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<InvoiceView>> FindInvoicesAsync(string name, string? biller)
    {
        var found = await FindAsync(name, biller);
        return await waits.AddAsync([.. found.Select(Views.Of)]);
    }

    /// <inheritdoc/>
    public async Task<Page<DispatchView>> ListDispatchesAsync(DispatchQuery query)
    {
        var rows = await store.ListDispatchesAsync(
            new DispatchFilter(query.State, query.Kind, query.Run, query.Reason, query.Biller, query.After, PageSize));
        return new Page<DispatchView>(await waits.AddAsync([.. rows.Select(Views.Of)]), rows.Count == PageSize ? rows[^1].Row.Id : null);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DispatchView>> FindDispatchesAsync(string name, string? biller)
    {
        if (DispatchNames.InvoiceIn(name) is not { } invoiceName)
            return [];

        return await waits.AddAsync(
        [
            .. (await FindAsync(invoiceName, biller))
                .SelectMany(invoice => invoice.Dispatches)
                .Where(dispatch => dispatch.Row.DispatchId.NameFor(invoiceName) == name)
                .Select(Views.Of)
        ]);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StateCount>> CountAsync(string? run) => Of(await store.CountAsync(run));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StateCount>> CountUnsettledAsync() => Of(await store.CountUnsettledAsync());

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> FindNextDueAsync()
    {
        var (dispatch, batch) = (await store.FindNextDueAsync(), await batches.FindNextDueAsync());
        return dispatch is null || batch < dispatch ? batch : dispatch;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DispatchView>> FindByMarkAsync(string mark)
    {
        if (!BatchMark.TryRead(mark, out var read) || await batches.FindAsync(read.Batch) is not { } batch)
            return [];
        var envelope = BatchDetails.Parse(batch.Details).Envelopes.FirstOrDefault(envelope => envelope.Number == read.Envelope);
        var letters = await Task.WhenAll((envelope?.Letters ?? []).Select(id => store.FindDispatchAsync(id)));
        return [.. letters.OfType<DispatchRecord>().Select(Views.Of)];
    }

    /// <inheritdoc/>
    public async Task<Page<PrintBatchView>> ListPrintBatchesAsync(PrintBatchQuery query)
    {
        var lane = query.Printer is { } printer ? ChannelLane.NameOf(DispatchKind.Post, printer) : null;
        var rows = await batches.ListAsync(new PrintBatchFilter(query.Run, lane, query.State, query.After, PageSize));
        return new Page<PrintBatchView>(await waits.AddAsync([.. rows.Select(PrintBatchViews.Of)]), rows.Count == PageSize ? rows[^1].Number : null);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PrinterView>> ListPrintersAsync()
    {
        var waiting = (await store.CountUnsettledAsync())
            .Where(count => count.Kind == DispatchKind.Post && Ledger.ColumnOf(count.State) is LedgerColumn.InFlight or LedgerColumn.Unknown or LedgerColumn.Held)
            .ToLookup(count => ChannelLane.DestinationOf(count.Lane), count => count.Count);
        var statuses = await Task.WhenAll(printing.Select(channel => channel.GetStatusAsync(CancellationToken.None)));
        return
        [
            .. statuses.SelectMany(status => status).Select(status => new PrinterView(
                status.Name, status.Uri, !status.IsServer && status.Name == channels.DefaultPrinter, status.IsServer ? 0 : waiting[status.Name].Sum())
            {
                State = StateOf(status.Condition),
                Reason = status.Reason,
                Media = status.Media,
                QueuedJobs = status.QueuedJobs,
                IsServer = status.IsServer,
            })
        ];
    }

    /// <inheritdoc/>
    public async Task<Page<RunSummary>> ListRunsAsync(long? before)
    {
        var entries = await runs.ListAsync((int?)before, RunPageSize);
        return new Page<RunSummary>(
            [
                .. entries.Select(entry => new RunSummary(
                    entry.Row.Id,
                    RunStates.Of(entry.Row.Phase, entry.HasOpen, entry.NeedsCare),
                    entry.Row.IsPaused,
                    entry.Row.InputCount,
                    entry.Row.StartedAt,
                    entry.Row.RequestedBy))
            ],
            entries.Count < RunPageSize ? null : entries[^1].Row.Number);
    }

    private async Task<IReadOnlyList<InvoiceRecord>> FindAsync(string name, string? biller)
    {
        var found = await store.FindInvoicesAsync(name);
        if (found.Count == 0 && await SplitAsync(name, biller) is { } id && await store.FindInvoiceAsync(id.Biller, id.Number) is { } invoice)
            return [invoice];
        return biller is null ? found : [.. found.Where(record => record.Row.Biller == biller)];
    }

    /// <summary>Reads <c>biller/number</c>, if the first part is a biller.</summary>
    private async Task<SubscriptionId?> SplitAsync(string text, string? biller)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 1 || slash == text.Length - 1 || (biller is not null && biller != text[..slash]))
            return null;
        return (await catalog.ListBillersAsync()).Contains(text[..slash]) ? new SubscriptionId(text[..slash], text[(slash + 1)..]) : null;
    }

    private static PrinterState StateOf(PrinterCondition condition) => condition switch
    {
        PrinterCondition.Processing => PrinterState.Printing,
        PrinterCondition.Stopped => PrinterState.Stopped,
        PrinterCondition.NotAccepting => PrinterState.NotAccepting,
        PrinterCondition.Away => PrinterState.Away,
        _ => PrinterState.Idle,
    };

    private static SubscriptionSummary Of(SubscriptionEntry entry) => new(entry.Biller, entry.Number, entry.Contract, entry.Language, entry.DefinitionCount);

    private static IReadOnlyList<StateCount> Of(IReadOnlyList<DispatchCount> counts) =>
        [.. counts.Select(count => new StateCount(count.Kind, ChannelLane.DestinationOf(count.Lane), count.State, count.Count, count.OldestAt))];
}
