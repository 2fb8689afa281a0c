using Dispatch.Abstractions;
using Dispatch.Channels.Email.Bounces;
using Dispatch.Grains.Finalization;
using Dispatch.Grains.Receipts;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Subscriptions;

/// <summary>Finds the addresses of a subscription that do not work, from the rows of its invoices: nothing is stored twice.</summary>
internal sealed class FailedAddresses(IDispatchStore store)
{
    private const int PageSize = 200;

    /// <summary>The addresses that the subscription uses now, and at which messages came back or were refused, or from which letters came back.</summary>
    public async Task<IReadOnlyList<AddressCare>> FindAsync(Subscription subscription)
    {
        var emails = Recipients.EmailsOf(subscription).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var letters = Recipients.PostalAddressesOf(subscription).ToHashSet();
        var failedEmails = new Dictionary<string, AddressCare>(StringComparer.OrdinalIgnoreCase);
        var failedLetters = new Dictionary<(string, PartyAddress), AddressCare>();
        var filter = new InvoiceFilter(subscription.Biller, subscription.Number, Take: PageSize);
        IReadOnlyList<InvoiceRecord> page;
        do
        {
            page = await store.ListInvoicesAsync(filter);
            foreach (var dispatch in page.SelectMany(invoice => invoice.Dispatches))
            {
                var recipient = RecipientJson.Read(dispatch.Row.Recipient);
                if (dispatch.Row.Kind == DispatchKind.Email && recipient.Email is { } email && emails.Contains(email))
                    Note(failedEmails, email, dispatch);
                else if (dispatch.Row.Kind == DispatchKind.Post && recipient.Address is { } address && letters.Contains((recipient.Name, address)))
                    Note(failedLetters, recipient.Name, address, dispatch);
            }

            if (page.Count > 0)
                filter = filter with { AfterId = page[^1].Row.Id };
        }
        while (page.Count == PageSize);

        return [.. failedEmails.Values.Concat(failedLetters.Values).OrderBy(care => care.At)];
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

    /// <summary>A letter that was printed later says nothing of the address: it may come back too. Only a change of the address ends a finding.</summary>
    private static void Note(Dictionary<(string, PartyAddress), AddressCare> found, string name, PartyAddress address, DispatchRecord dispatch)
    {
        var (row, progress, _, invoice) = dispatch;
        if (progress.State == DispatchState.Bounced && ReturnReasons.NeedsCare(progress.Reason))
        {
            found[(name, address)] = new AddressCare(
                null, progress.ChangedAt, ReturnReasons.IsAddressWrong(progress.Reason), progress.Reason, null, row.DispatchId.NameFor(invoice.Name), name, address);
        }
    }
}
