using Dispatch.Abstractions;
using Dispatch.Documents.Ubl;
using Dispatch.Storage.Catalog;

namespace Dispatch.Grains.Finalization;

/// <summary>Finds whose invoice a file is: by BT-12, else by BT-10, each held against numbers first and contracts second, else by what the request says.</summary>
internal sealed class SubscriptionFinder(ICatalogStore catalog)
{
    /// <summary>Finds the subscription of <paramref name="invoice"/>.</summary>
    /// <returns>The subscription, or why there is none.</returns>
    public async Task<(SubscriptionId? Found, Problem? Error)> FindAsync(UblReferences invoice, FinalizeInvoiceRequest request)
    {
        var (named, error) = request.Subscription is { } wanted ? await FindOneAsync("subscription", wanted, request) : default;
        if (error is not null)
            return (null, error);

        foreach (var (field, reference) in (ReadOnlySpan<(string, string?)>)[("BT-12", invoice.Contract), ("BT-10", invoice.Buyer)])
        {
            if (string.IsNullOrWhiteSpace(reference))
                continue;
            return await FindByFileAsync(field, reference, named, invoice, request);
        }

        return named is not null
            ? (named, null)
            : (null, new Problem("subscription_unknown", "BT-12", "", "The invoice names no subscription.", "Give BT-12 (contract reference) or BT-10 (buyer reference), or name the subscription with --subscription."));
    }

    private async Task<(SubscriptionId? Found, Problem? Error)> FindByFileAsync(
        string field, string reference, SubscriptionId? named, UblReferences invoice, FinalizeInvoiceRequest request)
    {
        var matches = await catalog.FindSubscriptionsAsync(reference, request.Biller);
        if (matches.Count == 0 && field == "BT-12" && !string.IsNullOrWhiteSpace(invoice.Buyer))
        {
            (field, reference) = ("BT-10", invoice.Buyer);
            matches = await catalog.FindSubscriptionsAsync(reference, request.Biller);
        }

        if (named is not null)
        {
            return matches.Count == 0 || matches.Any(match => match.Biller == named.Biller && match.Number == named.Number)
                ? (named, null)
                : (null, new Problem(
                    "subscription_contradiction", field, Text.Shorten(reference),
                    $"The invoice belongs to subscription {matches[0].Number}, not to {named.Number}.",
                    "Leave --subscription out, or correct the reference in the invoice."));
        }

        return matches.Count switch
        {
            0 => (null, Unknown(field, reference)),
            1 => (new SubscriptionId(matches[0].Biller, matches[0].Number), null),
            _ => (null, Ambiguous(field, reference, matches)),
        };
    }

    private async Task<(SubscriptionId? Found, Problem? Error)> FindOneAsync(string field, string reference, FinalizeInvoiceRequest request)
    {
        var matches = await catalog.FindSubscriptionsAsync(reference, request.Biller);
        if (matches.Count == 0 && reference.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && slash < reference.Length - 1)
            matches = await catalog.FindSubscriptionsAsync(reference[(slash + 1)..], reference[..slash]);
        return matches.Count switch
        {
            0 => (null, Unknown(field, reference)),
            1 => (new SubscriptionId(matches[0].Biller, matches[0].Number), null),
            _ => (null, Ambiguous(field, reference, matches)),
        };
    }

    private static Problem Unknown(string field, string reference) => new(
        "subscription_unknown", field, Text.Shorten(reference),
        $"No subscription has the number or contract '{Text.Shorten(reference)}'.",
        "Import the subscription, correct the reference, or name the subscription with --subscription.");

    private static Problem Ambiguous(string field, string reference, IReadOnlyList<SubscriptionEntry> matches) => new(
        "subscription_ambiguous", field, Text.Shorten(reference),
        $"Several subscriptions match: {string.Join(", ", matches.Take(5).Select(match => $"{match.Biller}/{match.Number}"))}.",
        "Name the one with --subscription, or its biller with --biller.");
}
