using Dispatch.Abstractions;
using Dispatch.Grains.Dispatches;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Subscriptions;

/// <summary>Holds and releases the dispatches of a subscription, a page of invoices at a time. Repeating it finds what is left.</summary>
internal sealed class HeldDispatches(IDispatchStore store)
{
    private const int PageSize = 200;

    /// <summary>Holds what is open; an open attempt is asked to be held if it ends deferred.</summary>
    public Task HoldAsync(SubscriptionId subscription, IGrainFactory grains) =>
        ForEachAsync(subscription, IsOpen, dispatch => grains.WorkerOf(dispatch).HoldWithSubscriptionAsync());

    /// <summary>Holds what is open of one invoice, for a fallback that took over while the subscription is held.</summary>
    public async Task HoldAsync(DispatchId dispatch, IGrainFactory grains)
    {
        var invoice = await store.FindInvoiceAsync(dispatch.Biller, dispatch.Number);
        foreach (var open in invoice?.Dispatches.Where(IsOpen) ?? [])
            await grains.WorkerOf(open).HoldWithSubscriptionAsync();
    }

    /// <summary>Sends what only the subscription's hold holds.</summary>
    public Task ReleaseAsync(SubscriptionId subscription, IGrainFactory grains) =>
        ForEachAsync(subscription, IsHeld, dispatch => grains.WorkerOf(dispatch).ReleaseWithSubscriptionAsync());

    private async Task ForEachAsync(SubscriptionId subscription, Func<DispatchRecord, bool> isMeant, Func<DispatchRecord, Task> command)
    {
        var filter = new InvoiceFilter(subscription.Biller, subscription.Number, Take: PageSize);
        IReadOnlyList<InvoiceRecord> page;
        do
        {
            page = await store.ListInvoicesAsync(filter);
            await Task.WhenAll(page.SelectMany(invoice => invoice.Dispatches).Where(isMeant).Select(command));
            if (page.Count > 0)
                filter = filter with { AfterId = page[^1].Row.Id };
        }
        while (page.Count == PageSize);
    }

    /// <summary>Also what is held with its print batch alone: a retry of that must not print it.</summary>
    private static bool IsOpen(DispatchRecord dispatch) => dispatch.Progress
        is { State: DispatchState.Pending or DispatchState.Deferred or DispatchState.Unknown or DispatchState.Sending }
        or { State: DispatchState.Held, Reason: ReasonCode.BatchHeld };

    private static bool IsHeld(DispatchRecord dispatch) =>
        dispatch.Progress is { State: DispatchState.Held, Reason: ReasonCode.SubscriptionHeld } or { Requested: DispatchRequest.HoldWithSubscription };
}
