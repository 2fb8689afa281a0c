using Dispatch.Abstractions;
using Dispatch.Client;

namespace Dispatch.Cli.Settling;

/// <summary>Reads what is still open.</summary>
internal static class OpenWorkQueries
{
    /// <summary>What is open of some dispatches.</summary>
    public static OpenWork OpenWork(this IEnumerable<DispatchView> dispatches, DateTimeOffset now)
    {
        var open = dispatches.Where(dispatch => ExitCodes.IsOpen(dispatch.State)).ToList();
        return new OpenWork(open.Count, open.Count == 0 ? null : open.Min(dispatch => NextAt(dispatch, now)));
    }

    /// <summary>What is open of a run.</summary>
    /// <param name="catalog">Where to read.</param>
    /// <param name="run">The run.</param>
    /// <param name="counts">Its counts, just read.</param>
    /// <param name="horizon">What is due later does not matter.</param>
    public static async Task<OpenWork> FindOpenWorkAsync(this ICatalogGrain catalog, string run, IReadOnlyList<StateCount> counts, DateTimeOffset horizon)
    {
        var open = counts.Where(count => ExitCodes.IsOpen(count.State)).ToList();
        var openCount = open.Sum(count => count.Count);
        if (open.Exists(count => !Waits(count.State)))
            return new OpenWork(openCount, null);

        DateTimeOffset? next = null;
        foreach (var state in open.Select(count => count.State).Distinct())
        {
            for (long? after = 0; after is { } from && !(next <= horizon);)
            {
                var page = await catalog.ListDispatchesAsync(new DispatchQuery { Run = run, State = state, After = from });
                foreach (var dispatch in page.Items.Where(dispatch => dispatch.DueAt is not null && !(next <= dispatch.DueAt)))
                    next = dispatch.DueAt;
                after = page.Next;
            }
        }

        return new OpenWork(openCount, next);
    }

    /// <summary>Reads again those invoices that are not settled.</summary>
    public static async Task<IReadOnlyList<InvoiceView>> RefreshAsync(this DispatchClient client, IReadOnlyList<InvoiceView> invoices) =>
        await Task.WhenAll(invoices.Select(async invoice => invoice.State == InvoiceState.Settled
            ? invoice
            : await client.Subscription(new SubscriptionId(invoice.Biller, invoice.Subscription)).GetInvoiceAsync(invoice.Number) ?? invoice));

    private static DateTimeOffset NextAt(DispatchView dispatch, DateTimeOffset now) => Waits(dispatch.State) ? dispatch.DueAt ?? now : now;

    /// <summary>Whether nothing happens to a dispatch before it is due.</summary>
    private static bool Waits(DispatchState state) => state is DispatchState.Deferred or DispatchState.Unknown;
}
