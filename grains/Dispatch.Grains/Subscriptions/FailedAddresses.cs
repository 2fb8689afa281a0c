using Dispatch.Abstractions;
using Dispatch.Channels.Email.Bounces;
using Dispatch.Grains.Finalization;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Subscriptions;

/// <summary>Finds the e-mail addresses of a subscription that do not work, from the rows of its invoices: nothing is stored twice.</summary>
internal sealed class FailedAddresses(IDispatchStore store)
{
    private const int PageSize = 200;

    /// <summary>The addresses that the subscription uses now and at which messages came back or were refused.</summary>
    public async Task<IReadOnlyList<AddressCare>> FindAsync(Subscription subscription)
    {
        var inUse = Recipients.EmailsOf(subscription).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = new Dictionary<string, AddressCare>(StringComparer.OrdinalIgnoreCase);
        var filter = new InvoiceFilter(subscription.Biller, subscription.Number, Take: PageSize);
        IReadOnlyList<InvoiceRecord> page;
        do
        {
            page = await store.ListInvoicesAsync(filter);
            foreach (var dispatch in page.SelectMany(invoice => invoice.Dispatches).Where(dispatch => dispatch.Row.Kind == DispatchKind.Email))
            {
                if (RecipientJson.Read(dispatch.Row.Recipient).Email is { } email && inUse.Contains(email))
                    Note(found, email, dispatch);
            }

            if (page.Count > 0)
                filter = filter with { AfterId = page[^1].Row.Id };
        }
        while (page.Count == PageSize);

        return [.. found.Values.OrderBy(care => care.At)];
    }

    /// <summary>Dispatches come in the order of their finalization: what arrives later ends a soft finding, and a hard one only a change of the address.</summary>
    private static void Note(Dictionary<string, AddressCare> found, string email, DispatchRecord dispatch)
    {
        var (row, progress, _, invoice) = dispatch;
        switch (progress.State)
        {
            case DispatchState.Bounced:
            case DispatchState.Refused when progress.Reason is ReasonCode.RecipientRefused or ReasonCode.QuotaExceeded:
                var isHard = progress.Reason == ReasonCode.RecipientRefused && (progress.State == DispatchState.Refused || BounceCodes.IsHard(progress.ProtocolCode));
                found[email] = new AddressCare(email, progress.ChangedAt, isHard, progress.Reason, progress.ProtocolCode, row.DispatchId.NameFor(invoice.Name));
                break;
            case DispatchState.Delivered or DispatchState.Confirmed when found.TryGetValue(email, out var earlier) && !earlier.IsHard:
                found.Remove(email);
                break;
        }
    }
}
